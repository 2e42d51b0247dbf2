import { CosmoError } from '../app';
import { MicrovmMacvtapMode } from './microvm-enums';
import { isUnicastMac } from '../app/mac';

/** What all network interfaces of a microvm have. */
export interface MicrovmInterfaceProps {
  /**
   * Its name: for tap and macvtap that of the host's interface. At most 15 characters.
   * @default - from the guest's name: `vm-GUEST`
   */
  readonly interfaceId?: string;
  /**
   * The hardware address.
   * @default - derived from the guest's path: 52:54:00:…
   */
  readonly macAddress?: string;
  /**
   * The guest's static addresses with their prefixes, such as `192.168.1.20/24`. For guests whose `host` says nothing
   * of its interfaces itself.
   * @default - the guest asks by DHCP
   */
  readonly addresses?: string[];
  /**
   * The IPv4 router of the guest.
   * @default - none, or what DHCP says
   */
  readonly gateway?: string;
  /**
   * DNS servers of the guest.
   * @default - none, or what DHCP says
   */
  readonly nameservers?: string[];
}

/** A tap interface. */
export interface MicrovmTapProps extends MicrovmInterfaceProps {
  /**
   * The bridge of the host that it becomes part of. For hosts with networkd.
   * @default - none: the host's configuration says what becomes of it
   */
  readonly bridge?: string;
  /**
   * Have the host's kernel move the packets (vhost-net): faster. QEMU alone.
   * @default false
   */
  readonly vhost?: boolean;
}

/** A macvtap interface. */
export interface MicrovmMacvtapProps extends MicrovmInterfaceProps {
  /**
   * How the host's card is shared.
   * @default MicrovmMacvtapMode.BRIDGE
   */
  readonly mode?: MicrovmMacvtapMode;
}

/** @internal how an interface is connected. */
export type MicrovmInterfaceKind = 'user' | 'tap' | 'bridge' | 'macvtap';

/**
 * A network interface of a microvm.
 *
 * @example
 * import { Host, MicrovmGuest, MicrovmInterface } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * new MicrovmGuest(laddie, 'sandbox', {
 *   interfaces: [MicrovmInterface.user()],
 *   forwardPorts: [{ hostPort: 2222, guestPort: 22 }],
 *   host: { stateVersion: '25.11', allowNoLogin: true },
 * });
 */
export class MicrovmInterface {
  /** A network of its own behind the hypervisor, which translates addresses. Ports get in by `forwardPorts`. */
  public static user(props: MicrovmInterfaceProps = {}): MicrovmInterface {
    return new MicrovmInterface('user', undefined, props);
  }

  /** An interface of the host. */
  public static tap(props: MicrovmTapProps = {}): MicrovmInterface {
    return new MicrovmInterface('tap', props.bridge, props, undefined, props.vhost ?? false);
  }

  /**
   * On a bridge that the host's configuration makes. QEMU and StratoVirt alone; elsewhere `tap` with a bridge.
   * @param bridge its name, such as `br0`.
   */
  public static bridge(bridge: string, props: MicrovmInterfaceProps = {}): MicrovmInterface {
    return new MicrovmInterface('bridge', bridge, props);
  }

  /**
   * Directly on a network card of the host. Guest and host cannot reach each other over it.
   * @param device the host's interface, such as `enp4s0`.
   */
  public static macvtap(device: string, props: MicrovmMacvtapProps = {}): MicrovmInterface {
    return new MicrovmInterface('macvtap', device, props, props.mode ?? MicrovmMacvtapMode.BRIDGE);
  }

  /** @internal */
  public readonly _kind: MicrovmInterfaceKind;
  /** @internal the bridge or card. */
  public readonly _source?: string;
  /** @internal */
  public readonly _props: MicrovmInterfaceProps;
  /** @internal */
  public readonly _mode?: MicrovmMacvtapMode;
  /** @internal */
  public readonly _vhost: boolean;

  private constructor(
    kind: MicrovmInterfaceKind,
    source: string | undefined,
    props: MicrovmInterfaceProps,
    mode?: MicrovmMacvtapMode,
    vhost = false,
  ) {
    this._kind = kind;
    this._source = source;
    this._props = props;
    this._mode = mode;
    this._vhost = vhost;
    if (source !== undefined && !isInterfaceName(source)) {
      refuse(
        kind === 'macvtap' ? 'device' : 'bridge',
        `"${source}" is no name of a network interface`,
        'give at most 15 characters, such as br0',
      );
    }
    const { interfaceId: name, macAddress: mac } = props;
    if (name !== undefined && !/^[A-Za-z0-9][A-Za-z0-9_.-]{0,14}$/.test(name)) {
      refuse(
        'interfaceId',
        `"${name}" cannot be the name of a network interface`,
        'give at most 15 letters, digits, "-", "_" and ".": Linux takes no more',
      );
    }
    if (mac !== undefined && !isUnicastMac(mac)) {
      refuse('macAddress', `"${mac}" is no MAC address of one card`, 'give six bytes with colons: 52:54:00:12:34:56');
    }
  }
}

function isInterfaceName(name: string): boolean {
  return /^[^/\s:]{1,15}$/.test(name);
}

function refuse(keyPath: string, message: string, mend: string): never {
  throw new CosmoError({ code: 'MICROVM_INTERFACE', message, mend, keyPath: `interfaces.${keyPath}` });
}
