import { Construct } from 'constructs';
import { System } from '../app';
import { Expr } from '../nix';
import { HealthProgram } from './health-program';
import { machineOf } from './machine';
import { Refuse, refuser } from '../app/refuse';
import { checkInteger } from '../app/value-checks';

/** What all health checks have in common. */
export interface HealthCheckProps {
  /**
   * How long it may take until all is well, in seconds. It is tried again every second until then.
   * @default 30
   */
  readonly timeout?: number;
}

/**
 * Something that shows whether a machine works. The checks of a machine and
 * of its containers become one program on it, `cosmo-health`: it runs after
 * the machine was switched to a new system, and whenever somebody calls it.
 * Where a check fails, a deployment goes back to the last system.
 */
export abstract class HealthCheck extends Construct {
  /** Whether `construct` is a HealthCheck. */
  public static isHealthCheck(construct: any): construct is HealthCheck {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** The machine that it runs on: a host, a Mac or a home. */
  public readonly machine: System;
  /** The system that it looks at: the machine, or the inside of one of its containers. */
  public readonly system: System;
  /** How long it may take until all is well, in seconds. */
  public readonly timeout: number;
  /** @internal */
  protected readonly _refuse: Refuse;

  /**
   * @throws `HEALTH_NO_MACHINE` where it stands on no machine; `NUMBER_OUT_OF_RANGE` where the timeout is no whole
   * number of seconds, or longer than an hour
   */
  constructor(scope: Construct, id: string, props: HealthCheckProps = {}) {
    super(scope, id);
    Object.defineProperty(this, BRAND, { value: true });
    this._refuse = refuser(this);
    this.system = System.of(this);
    this.machine = machineOf(this);
    checkInteger(this._refuse, props.timeout, 'timeout', 0, 3600);
    this.timeout = props.timeout ?? 30;
    HealthProgram._of(this.machine)._add(this);
  }

  /** What holds where all is well, such as `unit nginx.service is active`. */
  public abstract get what(): string;

  /** @internal the call in bash that tries it once. */
  public abstract get _attempt(): string;

  /** @internal the functions of bash that the call needs. */
  public abstract get _helpers(): string[];

  /** @internal the packages that it needs. */
  public get _packages(): Expr[] {
    return [];
  }

  /** @internal how long one try may take, in seconds. */
  public get _longestTry(): number {
    return 10;
  }
}

const BRAND = Symbol.for('cosmo-nix.HealthCheck');
