import { SystemOptions } from '../../../app/definitions/system-options';
import type { Estate } from '../../../app/rules/estate';
import { Host } from '../../host';

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

/** The boot loaders of a host. */
export interface BootLoaders {
  /** Those that are surely on, with their options. */
  readonly on: readonly (readonly [name: string, option: string])[];
  /** Whether one may be. */
  readonly maybe: boolean;
}

/** What starts each host that boots by itself. */
export function bootLoaders(estate: Estate): ReadonlyMap<Host, BootLoaders> {
  const hosts = estate._all(Host.isHost).filter(({ canBoot }) => canBoot);
  return new Map(hosts.map((host) => [host, loadersOf(estate.optionsOf(host))]));
}

function loadersOf(options: SystemOptions): BootLoaders {
  const on: [string, string][] = [];
  let maybe = false;
  if (options._at(['boot']).length === 0) return { on, maybe };
  for (const [name, path] of LOADERS) {
    const found = options._taken(path);
    if (found.some(({ value }) => value !== false)) maybe = true;
    if (found.length > 0 && found.every(({ value, conditional }) => value === true && !conditional)) {
      on.push([name, path.join('.')]);
    }
  }
  return { on, maybe };
}
