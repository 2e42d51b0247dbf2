import { IConstruct } from 'constructs';
import { ClaimKind, Claims, System } from '../app';
import { Host } from '../hosts';
import { HomeOnHost, homesOn, isBareHost } from './bare-host';
import { EnabledOptions } from './enabled-options';
import { DENIED_OPTIONS, DENIED_PACKAGES, OTHER_WAYS_IN } from './locked-down-lists';
import { judgeOpenings, OpeningRules } from './openings';
import { NamePatterns, packageNames } from './package-names';
import { PolicyProps } from './policy-props';
import { sshFindings } from './ssh-rules';
import { Report, SystemPolicy } from './system-policy';
import { allDefinitions, Definitions, valuesAt } from '../app/definitions/definitions';

const PROGRAMS = new EnabledOptions(DENIED_OPTIONS);
const WAYS_IN = new EnabledOptions(OTHER_WAYS_IN);

/** Props of `LockedDown`. */
export interface LockedDownProps extends PolicyProps {
  /**
   * Packages and options that a bare host may have although the policy knows
   * them as tools to develop with or applications: `python3`, `programs.mosh`. A `*` stands for any text.
   * @default - none
   */
  readonly allow?: string[];
  /**
   * Further packages that a bare host may not have, by their attribute paths in nixpkgs. A `*` stands for any text.
   * @default - what the guide lists: compilers, language runtimes, build tools, browsers, office, media, games …
   */
  readonly deny?: string[];
  /**
   * The network interfaces on which ports may be open, such as `tailscale0`.
   * @default - any, but each opening must name its interface
   */
  readonly interfaces?: string[];
  /**
   * Ports that may be open on every interface, beside those of SSH and Tailscale, such as 443 of a public proxy.
   * @default - none
   */
  readonly ports?: number[];
  /**
   * Whether SSH may be open on every interface.
   * @default true
   */
  readonly sshEverywhere?: boolean;
  /**
   * Hold the hosts inside of guests to it too.
   * @default false
   */
  readonly includeGuests?: boolean;
}

/**
 * The bare host is locked down: no tools to develop with and no applications
 * of users on it, no way in but SSH with keys and the tailnet, and nothing
 * open to the network that does not name its interface. Guests, containers,
 * WSL and Macs are no bare hosts.
 *
 * Codes: `LOCKED_DOWN_PACKAGE`, `LOCKED_DOWN_PROGRAM`, `LOCKED_DOWN_WAY_IN`, `LOCKED_DOWN_PORT`,
 * `LOCKED_DOWN_INTERFACE`, `LOCKED_DOWN_TRUSTED`, `LOCKED_DOWN_FORWARD`, `LOCKED_DOWN_NO_FIREWALL`,
 * those of `SshHardened`, and the note `LOCKED_DOWN_UNSEEN`.
 *
 * @example
 * import { Aspects, Host, LockedDown } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * Aspects.of(laddie).add(new LockedDown({ interfaces: ['tailscale0'] }));
 */
export class LockedDown extends SystemPolicy {
  private readonly denied: NamePatterns;
  private readonly allowed: NamePatterns;
  private readonly rules: OpeningRules;
  private readonly guests: boolean;

  constructor(props: LockedDownProps = {}) {
    super(props);
    this.denied = new NamePatterns([...DENIED_PACKAGES, ...(props.deny ?? [])]);
    this.allowed = new NamePatterns(props.allow ?? []);
    this.guests = props.includeGuests ?? false;
    this.rules = {
      interfaces: props.interfaces && new Set(props.interfaces),
      ports: new Set(props.ports ?? []),
      sshEverywhere: props.sshEverywhere ?? true,
    };
  }

  /** @internal */
  public get _name(): string {
    return 'LockedDown';
  }

  /** @internal */
  public _isFor(node: IConstruct): boolean {
    return this.guests ? Host.isHost(node) && node.canBoot : isBareHost(node);
  }

  /** @internal */
  public _judge(host: Host, report: Report, note: Report): void {
    const { definitions, unseen } = allDefinitions(host);
    const homes = homesOn(host, definitions);
    this.judgePackages(host, definitions, homes, report);
    this.judgePrograms(host, definitions, homes, report);
    for (const { about, finding } of sshFindings(host, definitions, true, false)) report(about, finding);
    judgeOpenings(host, definitions, listenersOf(host), this.rules, report);
    for (const text of unseen) {
      note(host, {
        code: 'LOCKED_DOWN_UNSEEN',
        message: `what ${text} sets on ${host.systemName} was not looked at`,
        why: 'a folder of hand-written modules imports what it likes',
        mend: 'import its files one by one, or look yourself',
      });
    }
  }

  private judgePackages(host: Host, definitions: Definitions[], homes: HomeOnHost[], report: Report): void {
    const seen = new Set<string>();
    const judge = (where: string, keyPath: string, from: readonly Definitions[], path: readonly string[]) => {
      for (const { owner, value } of valuesAt(from, path)) {
        for (const name of packageNames(value)) {
          if (!this.denied.meets(name) || this.allowed.meets(name) || seen.has(`${keyPath} ${name}`)) continue;
          seen.add(`${keyPath} ${name}`);
          report(owner, {
            code: 'LOCKED_DOWN_PACKAGE',
            message: `${name} is ${where}`,
            keyPath,
            why: 'what is not on a host cannot be used against it, and needs no updates',
            mend: `put it into a guest, a container or a development shell; or allow it: new LockedDown({ allow: ['${name}'] })`,
          });
        }
      }
    };
    const on = `on the bare host ${host.systemName}`;
    judge(on, 'environment.systemPackages', definitions, ['environment', 'systemPackages']);
    judge(on, 'users.users', definitions, ['users', 'users', '*', 'packages']);
    for (const { user, definitions: home } of homes) {
      const keyPath = `home-manager.users.${user}.home.packages`;
      judge(`in the home of ${user} ${on}`, keyPath, home, ['home', 'packages']);
    }
  }

  private judgePrograms(host: Host, definitions: Definitions[], homes: HomeOnHost[], report: Report): void {
    const judge = (code: string, prefix: string, from: readonly Definitions[], options: EnabledOptions) => {
      for (const { option, by } of options.in(from)) {
        if (this.allowed.meets(option) || this.allowed.meets(option.split('.').pop()!)) continue;
        const wayIn = code === 'LOCKED_DOWN_WAY_IN';
        report(by.owner, {
          code,
          message: `${option} is on, on the bare host ${host.systemName}${prefix && ` (${prefix.slice(0, -1)})`}`,
          keyPath: `${prefix}${option}.enable`,
          why: wayIn
            ? 'the host is reached by SSH with keys and the tailnet alone: each other way in is one more to guard'
            : 'what is not on a host cannot be used against it, and needs no updates',
          mend: `${wayIn ? 'leave it out' : 'put it into a guest or a container'}; or allow it: new LockedDown({ allow: ['${option}'] })`,
        });
      }
    };
    judge('LOCKED_DOWN_PROGRAM', '', definitions, PROGRAMS);
    judge('LOCKED_DOWN_WAY_IN', '', definitions, WAYS_IN);
    for (const { user, definitions: home } of homes) {
      judge('LOCKED_DOWN_PROGRAM', `home-manager.users.${user}.`, home, PROGRAMS);
    }
  }
}

/** Who listens on which port of a host, from the claims of its own subtree. */
function listenersOf(host: Host): Map<string, { owner: IConstruct; purpose?: string }> {
  const found = new Map<string, { owner: IConstruct; purpose?: string }>();
  const open: IConstruct[] = [host];
  while (open.length > 0) {
    const construct = open.pop()!;
    // What has a network of its own listens elsewhere.
    if (construct !== host && System.isSystem(construct) && construct._networkRealm() !== host) continue;
    for (const { claim, owner } of Claims._peek(construct)?._entries ?? []) {
      const protocol =
        claim.kind === ClaimKind.TCP_PORT ? 'TCP' : claim.kind === ClaimKind.UDP_PORT ? 'UDP' : undefined;
      if (protocol && (claim.within === undefined || claim.within === host.node.path)) {
        found.set(`${protocol} ${claim.value}`, { owner, purpose: claim.purpose });
      }
    }
    open.push(...construct.node.children);
  }
  return found;
}
