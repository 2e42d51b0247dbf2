import { containerNameTaken } from './container-name-taken';
import { diskTaken } from './disk-taken';
import { hostIdTaken } from './host-id-taken';
import { hostNameTaken } from './host-name-taken';
import { ipAddressTaken } from './ip-address-taken';
import { macAddressTaken } from './mac-address-taken';
import { mountPointTaken } from './mount-point-taken';
import { tcpPortTaken } from './tcp-port-taken';
import { thingTaken } from './thing-taken';
import { udpPortTaken } from './udp-port-taken';
import { uuidTaken } from './uuid-taken';
import { vsockIdTaken } from './vsock-id-taken';
import type { IRule } from '../rule';

/** The rules about what only one may have. */
export const CLAIM_RULES: readonly IRule[] = [
  containerNameTaken,
  diskTaken,
  hostIdTaken,
  hostNameTaken,
  ipAddressTaken,
  macAddressTaken,
  mountPointTaken,
  tcpPortTaken,
  thingTaken,
  udpPortTaken,
  uuidTaken,
  vsockIdTaken,
];
