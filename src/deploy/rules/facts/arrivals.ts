import { NixosSystem } from '../../../app';
import { SystemOptions } from '../../../app/definitions/system-options';
import type { Estate } from '../../../app/rules/estate';
import { DeployTarget } from '../../deploy-target';

/** A target that runs NixOS, with what its modules say of those who come by SSH. */
export interface Arrival {
  readonly target: DeployTarget;
  readonly host: NixosSystem;
  readonly options: SystemOptions;
  /** Whether modules that cannot be read may say more. */
  readonly more: boolean;
  /** Whether its SSH server runs. */
  readonly hasServer: boolean;
  /** Whether its Tailscale takes SSH connections in place of the server. */
  readonly byTailscale: boolean;
  /** The ports of its SSH server. */
  readonly ports: readonly number[];
  /** Whether the user is one of the host's; root always is. */
  readonly hasUser: boolean;
  /** The user's groups. */
  readonly groups: readonly string[];
}

/** All targets that run NixOS, read once. */
export function arrivals(estate: Estate): readonly Arrival[] {
  return estate._all(DeployTarget.isDeployTarget).flatMap((target) => {
    const host = target.system;
    if (!NixosSystem.isNixosSystem(host)) return [];
    const options = estate.optionsOf(host);
    const { user } = target;
    const declared = options._at(['users', 'users', user]);
    return [
      {
        target,
        host,
        options,
        more: options.unseen.length > 0,
        hasServer: options._value(['services', 'openssh', 'enable']) === true,
        byTailscale: tailscaleSsh(options),
        ports: portsOf(options),
        hasUser: user === 'root' || declared.length > 0,
        groups: groupsOf(options, user),
      },
    ];
  });
}

/** Strings of a list option that is known. */
export function strings(options: SystemOptions, path: readonly string[]): string[] {
  return options
    ._taken(path)
    .flatMap(({ value }): unknown[] => (Array.isArray(value) ? value : [value]))
    .filter((one): one is string => typeof one === 'string');
}

function portsOf(options: SystemOptions): number[] {
  const ports = options
    ._taken(['services', 'openssh', 'ports'])
    .flatMap(({ value }): unknown[] => (Array.isArray(value) ? value : []));
  const known = ports.filter((port): port is number => typeof port === 'number');
  return known.length > 0 ? known : [22];
}

function groupsOf(options: SystemOptions, user: string): string[] {
  const member = options
    ._at(['users', 'groups', '*', 'members'])
    .filter(({ value }) => Array.isArray(value) && value.includes(user))
    .map(({ names }) => names[0]!);
  return [...strings(options, ['users', 'users', user, 'extraGroups']), ...member];
}

function tailscaleSsh(options: SystemOptions): boolean {
  return ['extraUpFlags', 'extraSetFlags'].some((name) =>
    strings(options, ['services', 'tailscale', name]).some((flag) => /^--ssh(=true)?$/.test(flag)),
  );
}
