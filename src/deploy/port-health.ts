import { Construct } from 'constructs';
import { bashWords } from './bash-word';
import { HealthCheck, HealthCheckProps } from './health-check';
import { placeOf } from './health-place';
import { Connections, Endpoint } from '../app';

/** Props of `PortHealth`. */
export interface PortHealthProps extends HealthCheckProps {
  /**
   * Where to connect, such as `container.endpoint(5432)`.
   * @default - `port`; one of the two is required
   */
  readonly endpoint?: Endpoint;
  /**
   * A port of the system that the check stands in: at 127.0.0.1, of a container at the container's address.
   * @default - `endpoint`
   */
  readonly port?: number;
}

/**
 * A TCP port takes connections, tried from the machine itself.
 *
 * @example
 * import { Host, PortHealth } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * new PortHealth(laddie, 'ssh', { port: 22 });
 */
export class PortHealth extends HealthCheck {
  /** Whether `construct` is a PortHealth. */
  public static isPortHealth(construct: any): construct is PortHealth {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** Where it connects. */
  public readonly endpoint: Endpoint;

  /**
   * @throws `HEALTH_PLACE` where neither an endpoint nor a port is given, or both; `HEALTH_UDP` where the endpoint
   * speaks UDP; `PORT_OUT_OF_RANGE` where the port is none
   */
  constructor(scope: Construct, id: string, props: PortHealthProps) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    this.endpoint = placeOf(this, props.endpoint, props.port, this._refuse);
    Connections.of(this).add(this.endpoint, { purpose: `the health check ${id}`, keyPath: 'endpoint' });
  }

  /** `HOST:PORT takes connections` */
  public get what(): string {
    return `${this.endpoint.address} takes connections`;
  }

  /** @internal */
  public get _attempt(): string {
    return bashWords('port_answers', this.endpoint.host, String(this.endpoint.port));
  }

  /** @internal */
  public get _helpers(): string[] {
    return ['port'];
  }
}

const BRAND = Symbol.for('cosmo-nix.PortHealth');
