import { spawnSync } from 'child_process';
import { existsSync, readFileSync } from 'fs';
import { atLeast, nixVersion } from '../nix-command';
import { nix } from './command-line';

/** Since this version the settings are told by `nix config show`. */
const CONFIG_SHOW = [2, 20] as const;

/** The platform of this machine, as Nix calls it. */
export function ownPlatform(arch: string = process.arch, os: string = process.platform): string {
  const cpu = arch === 'x64' ? 'x86_64' : arch === 'arm64' ? 'aarch64' : arch === 'ia32' ? 'i686' : arch;
  return `${cpu}-${os === 'darwin' ? 'darwin' : 'linux'}`;
}

interface Settings {
  readonly system?: { readonly value?: string };
  readonly 'extra-platforms'?: { readonly value?: readonly string[] };
  readonly builders?: { readonly value?: string };
}

/** The platforms that Nix on this machine can build for: its own, those it emulates, and those of its builders. */
export function buildablePlatforms(): Set<string> {
  const settings = readSettings();
  const { system, builders } = settings;
  const own = system?.value ?? ownPlatform();
  const extra = settings['extra-platforms']?.value ?? [];
  return new Set([own, ...extra, ...platformsOfBuilders(builders?.value ?? '')]);
}

function readSettings(): Settings {
  try {
    const args = atLeast(nixVersion(), CONFIG_SHOW) ? ['config', 'show'] : ['show-config'];
    const { program, args: all } = nix(...args, '--json');
    const { status, stdout } = spawnSync(program, all, { encoding: 'utf8', env: process.env });
    return status === 0 ? (JSON.parse(stdout) as Settings) : {};
  } catch {
    // No Nix, or one that tells nothing: only what is known by itself.
    return {};
  }
}

/** `ssh://mac x86_64-linux,aarch64-linux …; @/etc/nix/machines` */
function platformsOfBuilders(text: string): string[] {
  return text.split(/[\n;]/).flatMap((line) => {
    const words = line.replace(/#.*/, '').trim().split(/\s+/);
    const [first = ''] = words;
    if (first.startsWith('@')) return platformsOfBuilders(fileText(first.slice(1)).replace(/^@.*$/gm, ''));
    return words[1] !== undefined && words[1] !== '-' ? words[1].split(',') : [];
  });
}

function fileText(path: string): string {
  try {
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  } catch {
    return '';
  }
}
