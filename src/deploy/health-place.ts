import { Endpoint, Protocol } from '../app';
import type { HealthCheck } from './health-check';
import { Refuse } from '../app/refuse';
import { checkPort } from '../app/value-checks';
import { ContainerSystem, NixosContainer } from '../containers';

/**
 * Where a check connects to: an endpoint, or a port of the system that it stands in.
 * @throws (by `refuse`) where both or neither are given, or UDP is spoken there.
 */
export function placeOf(
  check: HealthCheck,
  endpoint: Endpoint | undefined,
  port: number | undefined,
  refuse: Refuse,
): Endpoint {
  if ((endpoint === undefined) === (port === undefined)) {
    refuse(
      'HEALTH_PLACE',
      endpoint === undefined ? 'the check is told no place' : 'the check is told an endpoint and a port',
      'give an endpoint, such as container.endpoint(8096), or the port of a service on the machine itself',
      'endpoint',
    );
  }
  if (endpoint !== undefined) {
    if (endpoint.protocol === Protocol.UDP) {
      refuse(
        'HEALTH_UDP',
        `${endpoint.address} speaks UDP, where nobody can see whether somebody listens`,
        'use a CommandHealth that asks the service something',
        'endpoint',
      );
    }
    return endpoint;
  }
  checkPort(refuse, port!, 'port');
  const { system } = check;
  if (!ContainerSystem.isContainerSystem(system)) return new Endpoint({ host: '127.0.0.1', port: port! });
  return (system.node.scope as unknown as NixosContainer).endpoint(port!);
}
