import { Construct } from 'constructs';
import { bashWord, bashWords } from './bash-word';
import { HealthCheck, HealthCheckProps } from './health-check';
import { packageExprs } from '../app/packages';
import { checkInteger } from '../app/value-checks';
import { Expr } from '../nix';

/** Props of `CommandHealth`. */
export interface CommandHealthProps extends HealthCheckProps {
  /** The command and its arguments, each as it is: no shell looks at them. */
  readonly command: string[];
  /**
   * Packages whose commands it calls: attribute paths in `pkgs`, or Exprs.
   * @default - none: what the machine has
   */
  readonly packages?: any[];
  /**
   * What holds where it ends with 0, as a person says it: `the backup is younger than a day`.
   * @default - the command
   */
  readonly says?: string;
  /**
   * How long one call may take, in seconds.
   * @default 10
   */
  readonly tryTimeout?: number;
}

/**
 * A command of one's own ends with 0. It runs on the machine, as root (in a
 * home as the user). For a script:
 * `packages: [Nix.shellApplication({ name: 'check-it', text: '…' })], command: ['check-it']`.
 *
 * @example
 * import { CommandHealth, Host } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * new CommandHealth(laddie, 'srv', { command: ['test', '-w', '/srv'], says: '/srv can be written' });
 */
export class CommandHealth extends HealthCheck {
  /** Whether `construct` is a CommandHealth. */
  public static isCommandHealth(construct: any): construct is CommandHealth {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** The command and its arguments. */
  public readonly command: string[];
  private readonly packages: Expr[];
  private readonly says: string;
  private readonly tryTimeout: number;

  /**
   * @throws `HEALTH_COMMAND` where there is no command, or a part of it is no text that a program can be given;
   * `NUMBER_OUT_OF_RANGE` where a time is no whole number of seconds
   */
  constructor(scope: Construct, id: string, props: CommandHealthProps) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    const [first] = props.command;
    if (!first || props.command.some((part) => typeof part !== 'string' || part.includes('\0'))) {
      this._refuse(
        'HEALTH_COMMAND',
        first ? 'a part of the command is no text' : 'there is no command',
        "give it in parts: command: ['pg_isready', '--quiet']",
        'command',
      );
    }
    checkInteger(this._refuse, props.tryTimeout, 'tryTimeout', 1, 3600);
    this.command = [...props.command];
    this.packages = packageExprs(this, props.packages ?? [], 'packages');
    this.tryTimeout = props.tryTimeout ?? 10;
    this.says = props.says ?? `${this.command.map(bashWord).join(' ')} ends well`;
  }

  /** What was said of it, or `COMMAND ends well`. */
  public get what(): string {
    return this.says.replace(/\s+/g, ' ');
  }

  /** @internal */
  public get _attempt(): string {
    return bashWords('command_ends_well', String(this.tryTimeout), ...this.command);
  }

  /** @internal */
  public get _helpers(): string[] {
    return ['command'];
  }

  /** @internal */
  public get _packages(): Expr[] {
    return this.packages;
  }

  /** @internal */
  public get _longestTry(): number {
    return this.tryTimeout;
  }
}

const BRAND = Symbol.for('cosmo-nix.CommandHealth');
