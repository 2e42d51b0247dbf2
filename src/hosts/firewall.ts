import { checkInterfaceName } from './addresses';
import { compact, listed } from '../app/compact';
import { Refuse } from '../app/refuse';
import { checkOneOf, checkPort } from '../app/value-checks';

/** A range of ports. */
export interface PortRangeProps {
  /** The first one. */
  readonly from: number;
  /** The last one. */
  readonly to: number;
}

/** What is open on one network interface, beside what is open on all of them. */
export interface InterfaceFirewallProps {
  /**
   * Open TCP ports.
   * @default - none
   */
  readonly tcpPorts?: number[];
  /**
   * Open UDP ports.
   * @default - none
   */
  readonly udpPorts?: number[];
  /**
   * Open ranges of TCP ports.
   * @default - none
   */
  readonly tcpPortRanges?: PortRangeProps[];
  /**
   * Open ranges of UDP ports.
   * @default - none
   */
  readonly udpPortRanges?: PortRangeProps[];
}

/** The firewall: `networking.firewall`. Port lists are what is open on every interface. */
export interface FirewallProps extends InterfaceFirewallProps {
  /**
   * Whether there is one.
   * @default true
   */
  readonly enable?: boolean;
  /**
   * What is open on single interfaces, by their name.
   * @default - nothing
   */
  readonly interfaces?: Record<string, InterfaceFirewallProps>;
  /**
   * Interfaces from which everything is let in.
   * @default - none
   */
  readonly trustedInterfaces?: string[];
  /**
   * Answer to ping.
   * @default true
   */
  readonly allowPing?: boolean;
  /**
   * Use nftables in place of iptables.
   * @default - what NixOS sets
   */
  readonly nftables?: boolean;
  /**
   * Drop packets that come from where their answer would not go: `strict`, `loose` or `no`.
   * @default - what NixOS sets (`strict`)
   */
  readonly reversePathCheck?: string;
  /**
   * Write refused connections to the log.
   * @default - what NixOS sets (true)
   */
  readonly logRefused?: boolean;
}

/** Where a port is opened. */
export interface AllowOptions {
  /**
   * The network interface it is opened on, such as `tailscale0`.
   * @default - all of them
   */
  readonly interface?: string;
}

/**
 * The firewall of a host: constructs open ports in it.
 *
 * @example
 * import { Host } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * laddie.firewall.allowTcp(445, { interface: 'br0' });
 * laddie.firewall.allowUdpRange(60000, 60010, { interface: 'br0' });
 * laddie.firewall.trust('tailscale0');
 */
export class Firewall {
  /** @internal */
  public static _of(props: FirewallProps, refuse: Refuse): Firewall {
    return new Firewall(props, refuse);
  }

  private readonly everywhere = new Opened();
  private readonly byInterface = new Map<string, Opened>();
  private readonly trusted = new Set<string>();

  private readonly props: FirewallProps;
  private readonly refuse: Refuse;

  private constructor(props: FirewallProps, refuse: Refuse) {
    this.props = props;
    this.refuse = refuse;
    checkOneOf(refuse, props.reversePathCheck, ['strict', 'loose', 'no'], 'firewall.reversePathCheck');
    this.everywhere.take(props, 'firewall', refuse);
    for (const [name, open] of Object.entries(props.interfaces ?? {})) {
      this.at({ interface: name }).take(open, `firewall.interfaces.${name}`, refuse);
    }
    props.trustedInterfaces?.forEach((name) => this.trust(name));
  }

  /** Whether there is a firewall. */
  public get enabled(): boolean {
    return this.props.enable ?? true;
  }

  /**
   * Open a TCP port.
   * @param port the number of the port, from 1 to 65535
   * @param options the interface that it is opened on; all of them unless given
   * @throws where it is no port.
   */
  public allowTcp(port: number, options: AllowOptions = {}): void {
    this.at(options).take({ tcpPorts: [port] }, 'port', this.refuse);
  }

  /**
   * Open a UDP port.
   * @param port the number of the port, from 1 to 65535
   * @param options the interface that it is opened on; all of them unless given
   * @throws where it is no port.
   */
  public allowUdp(port: number, options: AllowOptions = {}): void {
    this.at(options).take({ udpPorts: [port] }, 'port', this.refuse);
  }

  /**
   * Open a range of TCP ports.
   * @param from the first port
   * @param to the last port, which belongs to it
   * @param options the interface that it is opened on; all of them unless given
   * @throws where it is no range of ports.
   */
  public allowTcpRange(from: number, to: number, options: AllowOptions = {}): void {
    this.at(options).take({ tcpPortRanges: [{ from, to }] }, 'range', this.refuse);
  }

  /**
   * Open a range of UDP ports.
   * @param from the first port
   * @param to the last port, which belongs to it
   * @param options the interface that it is opened on; all of them unless given
   * @throws where it is no range of ports.
   */
  public allowUdpRange(from: number, to: number, options: AllowOptions = {}): void {
    this.at(options).take({ udpPortRanges: [{ from, to }] }, 'range', this.refuse);
  }

  /**
   * Let everything in from an interface.
   *
   * @param interfaceName the name of the interface, such as `tailscale0`
   */
  public trust(interfaceName: string): void {
    this.checkName(interfaceName);
    this.trusted.add(interfaceName);
  }

  /** @internal the options below `networking`. */
  public _options(): Record<string, any> {
    const { props } = this;
    return compact({
      networking: {
        nftables: { enable: props.nftables },
        firewall: {
          enable: this.enabled ? undefined : false,
          allowPing: props.allowPing === false ? false : undefined,
          checkReversePath: props.reversePathCheck === 'no' ? false : props.reversePathCheck,
          logRefusedConnections: props.logRefused,
          trustedInterfaces: listed([...this.trusted].sort()),
          ...this.everywhere.options(),
          interfaces: Object.fromEntries(
            [...this.byInterface].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, open]) => [name, open.options()]),
          ),
        },
      },
    });
  }

  private at(options: AllowOptions): Opened {
    const name = options.interface;
    if (name === undefined) return this.everywhere;
    this.checkName(name);
    let opened = this.byInterface.get(name);
    if (!opened) this.byInterface.set(name, (opened = new Opened()));
    return opened;
  }

  private checkName(name: string): void {
    // A + or * at the end stands for all interfaces that begin so.
    checkInterfaceName(name.replace(/[+*]$/, '') || name, 'firewall.interfaces', this.refuse);
  }
}

/** What is open somewhere. */
class Opened {
  private readonly ports = { tcp: new Set<number>(), udp: new Set<number>() };
  private readonly ranges = { tcp: new Map<string, PortRangeProps>(), udp: new Map<string, PortRangeProps>() };

  public take(open: InterfaceFirewallProps, keyPath: string, refuse: Refuse): void {
    for (const protocol of ['tcp', 'udp'] as const) {
      (open[`${protocol}Ports`] ?? []).forEach((port, index) => {
        checkPort(refuse, port, keyPath === 'port' ? keyPath : `${keyPath}.${protocol}Ports[${index}]`);
        this.ports[protocol].add(port);
      });
      (open[`${protocol}PortRanges`] ?? []).forEach(({ from, to }, index) => {
        const at = keyPath === 'range' ? keyPath : `${keyPath}.${protocol}PortRanges[${index}]`;
        checkPort(refuse, from, at);
        checkPort(refuse, to, at);
        if (from > to) {
          refuse('PORT_RANGE', `the range from ${from} to ${to} is empty`, 'give the lower port first', at);
        }
        this.ranges[protocol].set(`${from}-${to}`, { from, to });
      });
    }
  }

  public options(): Record<string, any> {
    return {
      allowedTCPPorts: listed([...this.ports.tcp].sort((a, b) => a - b)),
      allowedTCPPortRanges: listed(sortedRanges(this.ranges.tcp)),
      allowedUDPPorts: listed([...this.ports.udp].sort((a, b) => a - b)),
      allowedUDPPortRanges: listed(sortedRanges(this.ranges.udp)),
    };
  }
}

function sortedRanges(ranges: ReadonlyMap<string, PortRangeProps>): PortRangeProps[] {
  return [...ranges.values()].sort((a, b) => a.from - b.from || a.to - b.to);
}
