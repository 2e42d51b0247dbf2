import { IConstruct } from 'constructs';
import { NixosSystem } from '../../../app';
import { Defined, taken } from '../../../app/definitions/definitions';
import { SystemOptions } from '../../../app/definitions/system-options';
import type { Estate } from '../../../app/rules/estate';

const OPENSSH = ['services', 'openssh'];

/** How the SSH server of a System is set up, by whatever sets it. */
export class Sshd {
  private readonly settings = new Map<string, Defined[]>();

  constructor(private readonly options: SystemOptions) {
    for (const one of options._at([...OPENSSH, 'settings', '*'])) {
      const same = this.settings.get(one.names[0]!);
      if (same) same.push(one);
      else this.settings.set(one.names[0]!, [one]);
    }
  }

  /** All settings, by their names as they are written. */
  public get names(): Iterable<string> {
    return this.settings.keys();
  }

  /** The definitions of a setting that are taken. */
  public setting(name: string): Defined[] {
    return taken(this.settings.get(name) ?? []).filter(({ value }) => value !== null);
  }

  /** Who says yes to a setting, where the settings or the extra configuration do. */
  public saysYes(name: string): Defined | undefined {
    const [first] = this.setting(name);
    return first && (first.value === true || first.value === 'yes') ? first : undefined;
  }

  /** Strings of a setting that is a list. */
  public strings(name: string): string[] {
    return this.setting(name).flatMap(({ value }) =>
      (Array.isArray(value) ? value : []).filter((item) => typeof item === 'string'),
    );
  }

  /** Whether the network can reach it: on every interface, or because there is no firewall. */
  public get open(): boolean {
    if (this.options._value(['networking', 'firewall', 'enable']) === false) return true;
    if (this.options._value([...OPENSSH, 'openFirewall']) !== false) return true;
    const ports = this.numbers([...OPENSSH, 'ports']);
    const opened = this.numbers(['networking', 'firewall', 'allowedTCPPorts']);
    return (ports.length > 0 ? ports : [22]).some((port) => opened.includes(port));
  }

  /** Directives of the extra configuration that hold for everyone: those before the first `Match`. */
  public get directives(): { name: string; value: string; owner: IConstruct }[] {
    const found: { name: string; value: string; owner: IConstruct }[] = [];
    for (const { value, owner } of this.options._at([...OPENSSH, 'extraConfig'])) {
      if (typeof value !== 'string') return found;
      for (const line of value.split('\n')) {
        const [, name, rest] = /^\s*([A-Za-z]+)(?:\s*=\s*|\s+)(\S.*?)\s*$/.exec(line) ?? [];
        if (name === undefined || rest === undefined) continue;
        if (name.toLowerCase() === 'match') return found;
        found.push({ name, value: rest, owner });
      }
    }
    return found;
  }

  private numbers(path: readonly string[]): number[] {
    return this.options._taken(path).flatMap(({ value }) => (Array.isArray(value) ? value : []));
  }
}

/** The SSH servers of NixOS machines, by their System. */
export function sshServers(estate: Estate): ReadonlyMap<NixosSystem, Sshd> {
  const found = new Map<NixosSystem, Sshd>();
  for (const system of estate._all(NixosSystem.isNixosSystem)) {
    const options = estate.optionsOf(system);
    if (options._value([...OPENSSH, 'enable']) === true) found.set(system, new Sshd(options));
  }
  return found;
}

/** Whether a System has a server that takes a key of that user. */
export function letsIn(sshd: Sshd | undefined, name: string): boolean {
  if (!sshd) return false;
  if (name === 'root' && sshd.setting('PermitRootLogin').some(({ value }) => value === 'no' || value === false)) {
    return false;
  }
  const allowed = sshd.strings('AllowUsers');
  if (allowed.length === 0) return true;
  return allowed.some((pattern) => /[*?]/.test(pattern) || pattern.split('@')[0] === name);
}
