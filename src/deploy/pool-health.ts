import { Construct } from 'constructs';
import { bashWords } from './bash-word';
import { HealthCheck, HealthCheckProps } from './health-check';
import { Expr, Nix } from '../nix';
import { ZfsPool } from '../storage';

/** Props of `PoolHealth`. */
export interface PoolHealthProps extends HealthCheckProps {
  /** The pool. */
  readonly pool: ZfsPool;
  /**
   * Take a pool that lacks a disk, or more, and still has all its data.
   * @default false: nothing is deployed until the disk is replaced
   */
  readonly allowDegraded?: boolean;
}

/**
 * A ZFS pool is imported and `ONLINE`.
 *
 * @example
 * import { Host, PoolHealth, ZfsPool } from 'cosmo-nix';
 * declare const laddie: Host;
 * declare const tank: ZfsPool;
 *
 * new PoolHealth(laddie, 'pool', { pool: tank });
 */
export class PoolHealth extends HealthCheck {
  /** Whether `construct` is a PoolHealth. */
  public static isPoolHealth(construct: any): construct is PoolHealth {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** The pool. */
  public readonly pool: ZfsPool;
  private readonly states: string[];

  /** @throws `HEALTH_POOL_ELSEWHERE` where the pool belongs to another machine */
  constructor(scope: Construct, id: string, props: PoolHealthProps) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    this.pool = props.pool;
    this.states = props.allowDegraded ? ['ONLINE', 'DEGRADED'] : ['ONLINE'];
    if (props.pool.system !== this.machine) {
      this._refuse(
        'HEALTH_POOL_ELSEWHERE',
        `the pool ${props.pool.poolName} belongs to ${props.pool.system.systemName}, not to ${this.machine.systemName}`,
        `make the check below ${props.pool.system.systemName}`,
        'pool',
      );
    }
  }

  /** `pool NAME is ONLINE` */
  public get what(): string {
    return `pool ${this.pool.poolName} is ${this.states.join(' or ')}`;
  }

  /** @internal */
  public get _attempt(): string {
    return bashWords('pool_is', this.pool.poolName, ...this.states);
  }

  /** @internal */
  public get _helpers(): string[] {
    return ['pool'];
  }

  /** @internal */
  public get _packages(): Expr[] {
    return [Nix.ref('config.boot.zfs.package')];
  }
}

const BRAND = Symbol.for('cosmo-nix.PoolHealth');
