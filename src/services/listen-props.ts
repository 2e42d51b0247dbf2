/** Where a service listens. */
export interface ListenProps {
  /**
   * The addresses that it listens on, without prefix lengths.
   * @default - those of `interfaces`, where all of them are static; else all of the machine
   */
  readonly listenAddresses?: string[];
  /**
   * The network interfaces it is for, such as `eno1` or `tailscale0`: its ports are opened on these and no others.
   * An interface whose address is not known before the machine runs
   * (DHCP, Tailscale) has it listen everywhere; the firewall still lets in from these alone.
   * @default - none: nothing is opened
   */
  readonly interfaces?: string[];
  /**
   * Open its ports on every interface.
   * @default false
   */
  readonly openFirewall?: boolean;
}
