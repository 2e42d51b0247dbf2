import { Construct } from 'constructs';
import { HealthCheckProps } from './health-check';
import { HttpHealth } from './http-health';
import { PoolHealth } from './pool-health';
import { PortHealth } from './port-health';
import { UnitHealth } from './unit-health';
import { Endpoint } from '../app';
import { ZfsPool } from '../storage';

/** Props of `HealthChecks`. */
export interface HealthChecksProps extends HealthCheckProps {
  /**
   * Units that are active: `['nginx', 'postgresql']`.
   * @default - none
   */
  readonly units?: string[];
  /**
   * Endpoints that take connections.
   * @default - none
   */
  readonly endpoints?: Endpoint[];
  /**
   * URLs that answer with a status from 200 to 399.
   * @default - none
   */
  readonly urls?: string[];
  /**
   * ZFS pools that are `ONLINE`.
   * @default - none
   */
  readonly pools?: ZfsPool[];
}

/**
 * Several health checks at once, each with what is usual.
 *
 * @example
 * import { HealthChecks, Host, NixosContainer, ZfsPool } from 'cosmo-nix';
 * declare const laddie: Host;
 * declare const media: NixosContainer;
 * declare const tank: ZfsPool;
 *
 * new HealthChecks(laddie, 'health', {
 *   units: ['sshd'],
 *   endpoints: [media.endpoint(8096)],
 *   pools: [tank],
 * });
 */
export class HealthChecks extends Construct {
  /** @throws what `UnitHealth`, `PortHealth`, `HttpHealth` and `PoolHealth` throw */
  constructor(scope: Construct, id: string, props: HealthChecksProps) {
    super(scope, id);
    const { timeout } = props;
    for (const unit of props.units ?? []) new UnitHealth(this, unit, { unit, timeout });
    for (const endpoint of props.endpoints ?? []) new PortHealth(this, endpoint.address, { endpoint, timeout });
    for (const url of props.urls ?? []) new HttpHealth(this, url.replace(/\//g, '-'), { url, timeout });
    for (const pool of props.pools ?? []) new PoolHealth(this, `pool-${pool.poolName}`, { pool, timeout });
  }
}
