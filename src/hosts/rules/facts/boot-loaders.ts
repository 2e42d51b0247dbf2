import { SystemOptions } from '../../../app/definitions/system-options';

/** What can start a machine, and the option that turns it on. */
const LOADERS: readonly [name: string, option: readonly string[]][] = [
  ['systemd-boot', ['boot', 'loader', 'systemd-boot', 'enable']],
  ['GRUB', ['boot', 'loader', 'grub', 'enable']],
  ['extlinux', ['boot', 'loader', 'generic-extlinux-compatible', 'enable']],
  ['Limine', ['boot', 'loader', 'limine', 'enable']],
  ['rEFInd', ['boot', 'loader', 'refind', 'enable']],
  ['an external boot loader', ['boot', 'loader', 'external', 'enable']],
  ['Lanzaboote', ['boot', 'lanzaboote', 'enable']],
];

/** The boot loaders that are surely on, and whether one may be. */
export function bootLoaders(options: SystemOptions): { on: [name: string, option: string][]; maybe: boolean } {
  const on: [string, string][] = [];
  let maybe = false;
  for (const [name, path] of LOADERS) {
    const found = options._taken(path);
    if (found.some(({ value }) => value !== false)) maybe = true;
    if (found.length > 0 && found.every(({ value, conditional }) => value === true && !conditional)) {
      on.push([name, path.join('.')]);
    }
  }
  return { on, maybe };
}
