import { ClaimKind, Claims, Derive } from '../app';
import type { Host } from './host';
import { Refuse } from '../app/refuse';

/** The host id, given or derived from the construct's path; only one host of the estate may have it. */
export function claimHostId(host: Host, given: string | undefined, refuse: Refuse): string {
  const hostId = given ?? Derive.hostId(host);
  if (!/^[0-9A-Fa-f]{8}$/.test(hostId)) {
    refuse(
      'HOST_ID',
      `${JSON.stringify(hostId)} is no host id`,
      'give 8 hexadecimal digits, such as the first ones of /etc/machine-id; or leave it out',
      'hostId',
      'NixOS refuses any other form, and ZFS knows by it whose a pool is',
    );
  }
  if (!host.nested) Claims.of(host).add({ kind: ClaimKind.HOST_ID, value: hostId, keyPath: 'hostId' });
  return hostId;
}
