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

/** The firewall of a host: constructs open ports in it. */
export class Firewall {
  /** Open a TCP port. */
  public allowTcp(port: number, options: AllowOptions = {}): void {
    void [port, options];
  }

  /** Open a UDP port. */
  public allowUdp(port: number, options: AllowOptions = {}): void {
    void [port, options];
  }

  /** Open a range of TCP ports. */
  public allowTcpRange(from: number, to: number, options: AllowOptions = {}): void {
    void [from, to, options];
  }

  /** Open a range of UDP ports. */
  public allowUdpRange(from: number, to: number, options: AllowOptions = {}): void {
    void [from, to, options];
  }

  /** Let everything in from an interface. */
  public trust(interfaceName: string): void {
    void interfaceName;
  }
}
