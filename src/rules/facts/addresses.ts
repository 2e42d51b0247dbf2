import { IConstruct } from 'constructs';
import { isMachine } from './listeners';
import { Estate, System } from '../../app';
import { keyPathOf } from '../../app/definitions/definitions';
import { formatAddress, IpAddress, IpPrefix, parseAddress, parsePrefix } from '../../app/ip';
import { isPlainSet } from '../../app/option-tree';
import { LibvirtGuest } from '../../guests';
import { Host } from '../../hosts';

/** An address of a machine, as far as it is known before it runs. */
export interface AddressFact {
  /** As it was given. */
  readonly text: string;
  /** In its usual spelling, without a prefix. */
  readonly address: string;
  readonly ip: IpAddress;
  /** With its network, where a prefix was given. */
  readonly network?: IpPrefix;
  /** Who has it. */
  readonly owner: IConstruct;
  /** What a reader calls the machine. */
  readonly machine: string;
  /** The System whose interface has it; undefined for a guest whose inside is not of the estate. */
  readonly realm?: System;
  readonly interfaceName?: string;
  readonly keyPath: string;
  /** Whether a plain option sets it, so that no construct claims it. */
  readonly plain: boolean;
}

/** The addresses of the estate that stand in networks of the house: those behind a host alone are left out. */
export interface Addresses {
  readonly all: readonly AddressFact[];
  /** By the address in its usual spelling. */
  readonly at: (address: string) => readonly AddressFact[];
}

/** All addresses, read once. */
export function addresses(estate: Estate): Addresses {
  const all: AddressFact[] = [];
  for (const host of estate._all(Host.isHost)) {
    for (const { interfaceName, text } of host._statics) {
      all.push(
        ...fact(text, {
          owner: host,
          machine: host.systemName,
          realm: host,
          interfaceName,
          keyPath: `networking.interfaces.${interfaceName}.addresses`,
        }),
      );
    }
  }
  for (const guest of estate._all(LibvirtGuest.isLibvirtGuest)) all.push(...guestAddresses(guest));
  for (const system of estate.systems) if (isMachine(system)) all.push(...optionAddresses(estate, system));
  const byAddress = new Map<string, AddressFact[]>();
  for (const one of all) {
    const before = byAddress.get(one.address);
    if (before) before.push(one);
    else byAddress.set(one.address, [one]);
  }
  return { all, at: (address) => byAddress.get(address) ?? [] };
}

function guestAddresses(guest: LibvirtGuest): AddressFact[] {
  const own = guest.hasHost ? guest.host._statics.map(({ address }) => address) : [];
  return guest._spec.interfaces.flatMap(({ interface: each }) => {
    const { address } = each._props;
    // On a network of libvirt it is the host's alone; what its own system says is known by that.
    if (address === undefined || each._kind === 'network') return [];
    return fact(address, { owner: guest, machine: guest.guestName, keyPath: 'interfaces' }).filter(
      (one) => !own.includes(one.address),
    );
  });
}

/** Addresses that plain options give: of interfaces, of networkd, and of containers on bridges. */
function optionAddresses(estate: Estate, system: System): AddressFact[] {
  const options = estate.optionsOf(system);
  const machine = system.systemName;
  const own = Host.isHost(system) ? new Set(system._statics.map(({ address }) => address)) : new Set<string>();
  const found: AddressFact[] = [];
  const interfaces = options._at(['networking', 'interfaces']).length > 0;
  for (const family of interfaces ? ['ipv4', 'ipv6'] : []) {
    for (const { value, owner, names } of options._at(['networking', 'interfaces', '*', family, 'addresses'])) {
      const keyPath = keyPathOf(['networking', 'interfaces', names[0]!, family, 'addresses']);
      for (const one of Array.isArray(value) ? value : []) {
        if (!isPlainSet(one) || typeof one.address !== 'string' || typeof one.prefixLength !== 'number') continue;
        const text = `${one.address}/${one.prefixLength}`;
        found.push(...fact(text, { owner, machine, realm: system, interfaceName: names[0], keyPath, plain: true }));
      }
    }
  }
  for (const { value, owner, names } of options._at(['systemd', 'network', 'networks', '*', 'address'])) {
    const keyPath = keyPathOf(['systemd', 'network', 'networks', names[0]!, 'address']);
    for (const text of Array.isArray(value) ? value : []) {
      if (typeof text !== 'string') continue;
      found.push(...fact(text, { owner, machine, realm: system, keyPath, plain: true }));
    }
  }
  const containers = options._at(['containers']).length > 0;
  for (const key of containers ? ['localAddress', 'localAddress6'] : []) {
    for (const { value, owner, names } of options._at(['containers', '*', key])) {
      const bridged = options._at(['containers', names[0]!, 'hostBridge']).length > 0;
      if (!bridged || typeof value !== 'string') continue;
      const rest = { owner, machine: names[0]!, keyPath: owner === system ? `containers.${names[0]}.${key}` : key };
      found.push(...fact(value, rest));
    }
  }
  return found.filter((one) => !one.plain || !own.has(one.address));
}

function fact(
  text: string,
  rest: Omit<AddressFact, 'text' | 'address' | 'ip' | 'network' | 'plain'> & { plain?: boolean },
): AddressFact[] {
  const network = parsePrefix(text);
  const ip = network ?? parseAddress(text);
  if (!ip) return [];
  const { family, value } = ip;
  return [{ plain: false, ...rest, text, address: formatAddress(ip), ip: { family, value }, network }];
}
