import { LibvirtDhcpHost, LibvirtNetworkMode } from './network-props';
import { element, textElement, writeXml, XmlElement } from './xml';

/** What a network definition is written from. */
export interface NetworkSpec {
  readonly name: string;
  readonly uuid: string;
  readonly mode: LibvirtNetworkMode;
  readonly bridge: string;
  readonly mac: string;
  readonly forwardDevice?: string;
  readonly mtu?: number;
  readonly domain?: string;
  readonly ipv4?: { readonly gateway: string; readonly netmask: string };
  readonly ipv6?: { readonly address: string; readonly prefix: string };
  readonly dhcp?: { readonly start: string; readonly end: string };
  readonly hosts: readonly LibvirtDhcpHost[];
}

/** The definition of a network as libvirt reads it. See https://libvirt.org/formatnetwork.html. */
export function networkXml(spec: NetworkSpec): string {
  const { mode, forwardDevice: dev } = spec;
  const own = mode !== LibvirtNetworkMode.BRIDGE;
  return writeXml(
    element('network', {}, [
      { comment: ' Written by cosmo: change the estate, not this file. ' },
      textElement('name', spec.name),
      textElement('uuid', spec.uuid),
      mode === LibvirtNetworkMode.ISOLATED ? undefined : element('forward', { mode, dev }),
      element('bridge', { name: spec.bridge, ...(own ? { stp: 'on', delay: 0 } : {}) }),
      own ? element('mac', { address: spec.mac }) : undefined,
      spec.mtu !== undefined ? element('mtu', { size: spec.mtu }) : undefined,
      spec.domain !== undefined ? element('domain', { name: spec.domain, localOnly: true }) : undefined,
      ipv4(spec),
      spec.ipv6 ? element('ip', { family: 'ipv6', address: spec.ipv6.address, prefix: spec.ipv6.prefix }) : undefined,
    ]),
  );
}

function ipv4({ ipv4: given, dhcp, hosts }: NetworkSpec): XmlElement | undefined {
  if (!given) return undefined;
  const range = dhcp && element('dhcp', {}, [element('range', dhcp), ...hosts.map(dhcpHost)]);
  return element('ip', { address: given.gateway, netmask: given.netmask }, [range]);
}

/** A fixed address, as it stands in a definition and in `virsh net-update`. */
export function dhcpHost(host: LibvirtDhcpHost): XmlElement {
  return element('host', { mac: host.macAddress.toLowerCase(), name: host.name, ip: host.address });
}
