import { Estate, System } from '../../app';

/** Paths of the system proper: nothing of them is there in the initial RAM disk. */
export const LATE = /^\/(run|tmp|root|etc|var|home)\//;

/** Whether a file is put into the initial RAM disk. */
export function bringsIntoRamDisk(estate: Estate, system: System, path: string): boolean {
  const options = estate.optionsOf(system);
  return (
    options._at(['boot', 'initrd', 'secrets', path]).length > 0 ||
    options._at(['boot', 'initrd', 'systemd', 'contents', path]).length > 0
  );
}
