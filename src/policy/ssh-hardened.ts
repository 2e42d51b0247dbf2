import { DarwinSystem, NixosSystem, System, SystemKind } from '../app';
import { PolicyProps } from './policy-props';
import { sshFindings } from './ssh-rules';
import { Report, SystemPolicy } from './system-policy';
import { allDefinitions, ownDefinitions } from '../app/definitions/definitions';

/** Props of `SshHardened`. */
export interface SshHardenedProps extends PolicyProps {
  /**
   * Let root in with a key.
   * @default false
   */
  readonly allowRootKeys?: boolean;
}

/**
 * Every SSH server takes the keys of users and nothing else: no passwords, no
 * keyboard-interactive, no root. Looks at what all modules of each host,
 * guest, container and Mac set, `mkForce` and hand-written Nix included, and
 * knows what NixOS does where nothing is said.
 *
 * Codes: `SSH_HARDENED_PASSWORDS`, `SSH_HARDENED_KEYBOARD_INTERACTIVE`,
 * `SSH_HARDENED_ROOT`, `SSH_HARDENED_EXTRA_CONFIG`.
 *
 * @example
 * import { App, Aspects, SshHardened } from 'cosmo-nix';
 * declare const app: App;
 *
 * Aspects.of(app).add(new SshHardened());
 */
export class SshHardened extends SystemPolicy {
  private readonly rootKeys: boolean;

  constructor(props: SshHardenedProps = {}) {
    super(props);
    this.rootKeys = props.allowRootKeys ?? false;
  }

  /** @internal */
  public get _name(): string {
    return 'SshHardened';
  }

  /** @internal */
  public _judge(system: System, report: Report): void {
    if (system.kind === SystemKind.HOME) return;
    const machine = NixosSystem.isNixosSystem(system) || DarwinSystem.isDarwinSystem(system);
    const { definitions } = machine ? allDefinitions(system) : ownDefinitions(system);
    for (const { about, finding } of sshFindings(system, definitions, machine, this.rootKeys)) report(about, finding);
  }
}
