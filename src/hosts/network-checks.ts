import { checkInterfaceName } from './addresses';
import type { NetworkInterface } from './network-interface';
import { NetworkBackend, NetworkingProps } from './networking';
import { Refuse } from '../app/refuse';

/** Props that networkd alone can do. */
const NETWORKD_ONLY = ['vlans', 'bridges', 'bonds', 'onlineWithAnyInterface'] as const;

/** Refuse props that the backend cannot do. */
export function checkBackend(props: NetworkingProps, backend: NetworkBackend, refuse: Refuse): void {
  const refuseFor = (key: string, needed: string): never =>
    refuse(
      'NETWORK_MIXED',
      `${key} is for ${needed}, and the network is set up by ${backend}`,
      needed === NetworkBackend.NETWORKD ? 'give backend: NetworkBackend.NETWORKD' : `leave ${key} out`,
      `networking.${key}`,
      'two managers of one network undo what the other does',
    );
  if (backend !== NetworkBackend.NETWORKD) {
    for (const key of NETWORKD_ONLY) if (props[key] !== undefined) refuseFor(key, NetworkBackend.NETWORKD);
  }
  if (backend !== NetworkBackend.NETWORK_MANAGER && props.networkManager) {
    refuseFor('networkManager', NetworkBackend.NETWORK_MANAGER);
  }
  if (backend === NetworkBackend.NONE && props.interfaces) {
    refuseFor('interfaces', `${NetworkBackend.NETWORK_MANAGER} or ${NetworkBackend.NETWORKD}`);
  }
}

/** Refuse what the backend cannot do with an interface. */
export function checkForBackend({ name, props }: NetworkInterface, backend: NetworkBackend, refuse: Refuse): void {
  const at = `networking.interfaces.${name}`;
  if (backend === NetworkBackend.NETWORK_MANAGER && props.requiredForOnline !== undefined) {
    refuse(
      'NETWORK_MIXED',
      `requiredForOnline is for ${NetworkBackend.NETWORKD}`,
      'leave it out, or give backend: NetworkBackend.NETWORKD',
      `${at}.requiredForOnline`,
    );
  }
  if (backend === NetworkBackend.NETWORKD && props.wakeOnLan && props.macAddress === undefined) {
    refuse(
      'WAKE_ON_LAN_MAC',
      `wakeOnLan of ${name} needs its hardware address`,
      'give macAddress',
      `${at}.wakeOnLan`,
      'the setting is made before the interface has its name',
    );
  }
}

/** Refuse an address on two interfaces. */
export function checkAddressesOnce(interfaces: readonly NetworkInterface[], refuse: Refuse): void {
  const seen = new Map<string, string>();
  for (const { name, statics } of interfaces) {
    statics.forEach(({ address }, index) => {
      const other = seen.get(address);
      if (other !== undefined) {
        refuse(
          'IP_ADDRESS_TWICE',
          `${address} is given twice, on ${other} and on ${name}`,
          'give each interface addresses of its own',
          `networking.interfaces.${name}.addresses[${index}]`,
        );
      }
      seen.set(address, name);
    });
  }
}

/** Refuse an interface in two bridges or bonds, or one in them that has addresses of its own. */
export function checkMembers(props: NetworkingProps, interfaces: readonly NetworkInterface[], refuse: Refuse): void {
  const owners = new Map<string, string>();
  for (const kind of ['bridges', 'bonds'] as const) {
    for (const [name, { members }] of Object.entries(props[kind] ?? {})) {
      const at = `networking.${kind}.${name}`;
      checkInterfaceName(name, at, refuse);
      if (kind === 'bonds' && members.length === 0) {
        refuse('BOND_EMPTY', `the bond ${name} has no members`, 'name the interfaces in it', `${at}.members`);
      }
      for (const member of members) {
        checkInterfaceName(member, `${at}.members`, refuse);
        const other = owners.get(member);
        if (other !== undefined || member === name) {
          refuse(
            'INTERFACE_IN_TWO',
            `${member} is a member of ${name} and of ${other ?? 'itself'}`,
            'name it in one of them',
            `${at}.members`,
          );
        }
        owners.set(member, name);
      }
    }
  }
  for (const { name, statics } of interfaces) {
    const owner = owners.get(name);
    if (owner === undefined || statics.length === 0) continue;
    refuse(
      'MEMBER_WITH_ADDRESS',
      `${name} is a member of ${owner} and has an address of its own`,
      `give the address to ${owner}: interfaces: { ${owner}: { addresses: … } }`,
      `networking.interfaces.${name}.addresses`,
    );
  }
}
