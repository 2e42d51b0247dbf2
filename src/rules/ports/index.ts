import { connectionClosed } from './connection-closed';
import { connectionLoopback } from './connection-loopback';
import { connectionUnreachable } from './connection-unreachable';
import { connectionUnserved } from './connection-unserved';
import { ociPortPastFirewall } from './oci-port-past-firewall';
import { openPortLoopback } from './open-port-loopback';
import { openPortUnserved } from './open-port-unserved';
import { serviceExposed } from './service-exposed';
import { servicePortTaken } from './service-port-taken';
import type { IRule } from '../../app/rules/rule';

/** The rules about ports: who listens, who asks, and what is open. */
export const PORT_RULES: readonly IRule[] = [
  connectionClosed,
  connectionLoopback,
  connectionUnreachable,
  connectionUnserved,
  ociPortPastFirewall,
  openPortLoopback,
  openPortUnserved,
  serviceExposed,
  servicePortTaken,
];
