import { isIP } from 'net';
import { CosmoError } from '../app';
import type { LibvirtNetwork } from './network';
import { isMac, isUnicastMac } from '../app/mac';

/** The network card that the guest sees. */
export enum LibvirtInterfaceModel {
  /** virtio-net. */
  VIRTIO = 'virtio',
  /** Intel 82574L, for systems without virtio drivers. */
  E1000E = 'e1000e',
  /** Realtek 8139, for very old systems. */
  RTL8139 = 'rtl8139',
}

/** How a macvtap interface shares the host's card. */
export enum LibvirtMacvtapMode {
  /** Guests on one card reach each other and the network; they do not reach the host. */
  BRIDGE = 'bridge',
  /** All traffic goes out to the switch, which sends it back (802.1Qbg). */
  VEPA = 'vepa',
  /** Guests on one card do not reach each other. */
  PRIVATE = 'private',
  /** One guest has the card for itself. */
  PASSTHROUGH = 'passthrough',
}

/** What all network interfaces of a guest have. */
export interface LibvirtInterfaceProps {
  /**
   * The hardware address.
   * @default - derived from the guest's path: 52:54:00:…
   */
  readonly macAddress?: string;
  /**
   * The guest's static address on this interface, without a prefix. On a
   * `LibvirtNetwork` the guest is given it by DHCP; elsewhere its own
   * configuration, or the router's DHCP server, must give it.
   * @default - none
   */
  readonly address?: string;
  /**
   * The network card that the guest sees.
   * @default LibvirtInterfaceModel.VIRTIO
   */
  readonly model?: LibvirtInterfaceModel;
  /**
   * Largest packet in bytes. Not for macvtap, which has that of the host's card.
   * @default - that of the network
   */
  readonly mtu?: number;
  /**
   * Queues for sending and for receiving, each with a thread of its own. virtio alone.
   * @default 1
   */
  readonly queues?: number;
  /**
   * Place in the order of what is booted, from 1: boot from the network.
   * @default - not booted from
   */
  readonly bootOrder?: number;
}

/** A macvtap interface. */
export interface LibvirtMacvtapProps extends LibvirtInterfaceProps {
  /**
   * How the host's card is shared.
   * @default LibvirtMacvtapMode.BRIDGE
   */
  readonly mode?: LibvirtMacvtapMode;
}

/** An interface on a bridge of the host. */
export interface LibvirtBridgeProps extends LibvirtInterfaceProps {
  /**
   * The bridge is one of Open vSwitch.
   * @default false
   */
  readonly openvswitch?: boolean;
}

/** @internal what an interface is connected to. */
export type InterfaceKind = 'direct' | 'bridge' | 'network';

/**
 * A network interface of a guest.
 *
 * @example
 * import { Host, LibvirtGuest, LibvirtInterface, LibvirtNetwork } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * const lab = new LibvirtNetwork(laddie, 'lab', { subnet: '192.168.100.0/24' });
 * new LibvirtGuest(laddie, 'trial', {
 *   memoryGib: 4,
 *   vcpus: 2,
 *   interfaces: [LibvirtInterface.bridge('br0'), LibvirtInterface.network(lab, { address: '192.168.100.20' })],
 * });
 */
export class LibvirtInterface {
  /**
   * Directly on a network card of the host (macvtap): the guest stands in the
   * host's network with an address of its own. Guest and host cannot reach
   * each other over it.
   * @param device the host's interface, such as `enp4s0`.
   */
  public static macvtap(device: string, props: LibvirtMacvtapProps = {}): LibvirtInterface {
    return new LibvirtInterface('direct', device, props, undefined, props.mode ?? LibvirtMacvtapMode.BRIDGE);
  }

  /**
   * On a bridge that the host's configuration makes.
   * @param bridge its name, such as `br0`.
   */
  public static bridge(bridge: string, props: LibvirtBridgeProps = {}): LibvirtInterface {
    return new LibvirtInterface('bridge', bridge, props, undefined, undefined, props.openvswitch ?? false);
  }

  /**
   * On a network of libvirt that the estate describes.
   *
   * @param network the network that the guest is attached to
   */
  public static network(network: LibvirtNetwork, props: LibvirtInterfaceProps = {}): LibvirtInterface {
    return new LibvirtInterface('network', network.networkName, props, network);
  }

  /**
   * On a network of libvirt that is there already, such as `default`.
   *
   * @param name the name that libvirt knows it by
   */
  public static namedNetwork(name: string, props: LibvirtInterfaceProps = {}): LibvirtInterface {
    if (!/^[^/\s]+$/.test(name)) {
      refuse('network', `"${name}" is no name of a network`, 'give it as virsh net-list shows it');
    }
    return new LibvirtInterface('network', name, props);
  }

  /** @internal */
  public readonly _kind: InterfaceKind;
  /** @internal the device, bridge or network. */
  public readonly _source: string;
  /** @internal */
  public readonly _props: LibvirtInterfaceProps;
  /** @internal */
  public readonly _network?: LibvirtNetwork;
  /** @internal */
  public readonly _mode?: LibvirtMacvtapMode;
  /** @internal */
  public readonly _openvswitch: boolean;

  private constructor(
    kind: InterfaceKind,
    source: string,
    props: LibvirtInterfaceProps,
    network?: LibvirtNetwork,
    mode?: LibvirtMacvtapMode,
    openvswitch = false,
  ) {
    this._kind = kind;
    this._source = source;
    this._props = props;
    this._network = network;
    this._mode = mode;
    this._openvswitch = openvswitch;
    const { macAddress, address, mtu, queues, bootOrder, model } = props;
    if (kind !== 'network' && !/^[^/\s:]{1,15}$/.test(source)) {
      refuse(
        kind === 'direct' ? 'device' : 'bridge',
        `"${source}" is no name of a network interface`,
        'give at most 15 characters, such as enp4s0',
      );
    }
    if (macAddress !== undefined) checkMac(macAddress);
    if (address !== undefined && isIP(address) === 0) {
      refuse('address', `"${address}" is no IP address`, 'give it without a prefix, such as 192.168.1.20');
    }
    if (mtu !== undefined && kind === 'direct') {
      refuse(
        'mtu',
        'a macvtap interface has the packet size of its card',
        `set the mtu of ${source} on the host, or use a bridge`,
      );
    }
    if (mtu !== undefined && !(Number.isInteger(mtu) && mtu >= 68 && mtu <= 65535)) {
      refuse('mtu', `${mtu} is no size of a packet`, 'give a whole number from 68 to 65535, such as 9000');
    }
    if (queues !== undefined && !(Number.isInteger(queues) && queues >= 1 && queues <= 256)) {
      refuse('queues', `${queues} is no number of queues`, 'give a whole number from 1 to 256');
    }
    if (queues !== undefined && queues > 1 && model !== undefined && model !== LibvirtInterfaceModel.VIRTIO) {
      refuse('queues', `${model} has one queue`, 'use the virtio model, or leave queues out');
    }
    if (bootOrder !== undefined && !(Number.isInteger(bootOrder) && bootOrder > 0)) {
      refuse('bootOrder', `${bootOrder} is no place in an order`, 'give a whole number from 1');
    }
  }
}

/** Refuse what is no address of one network card. */
function checkMac(mac: string): void {
  if (!isMac(mac)) {
    refuse('macAddress', `"${mac}" is no MAC address`, 'give six bytes with colons: 52:54:00:12:34:56');
  }
  if (!isUnicastMac(mac)) {
    refuse('macAddress', `${mac} is a multicast address`, 'the first byte must be even: 52:54:00:12:34:56');
  }
}

function refuse(keyPath: string, message: string, mend: string): never {
  throw new CosmoError({ code: 'GUEST_INTERFACE', message, mend, keyPath: `interfaces.${keyPath}` });
}
