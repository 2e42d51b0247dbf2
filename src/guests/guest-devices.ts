/** A PCI device of the host that a guest is given. */
export interface LibvirtPciDevice {
  /** The address as `lspci -D` prints it: `0000:01:00.0`; the domain may be left out. */
  readonly address: string;
  /**
   * Vendor and device, as `lspci -n` prints them: `10de:2684`. With it the
   * host's own driver never takes the device: vfio-pci does, from the start.
   * @default - libvirt takes it from its driver when the guest starts
   */
  readonly id?: string;
  /**
   * A file with the device's option ROM, on the host.
   * @default - that of the device
   */
  readonly romFile?: string;
  /**
   * Place in the order of what is booted, from 1.
   * @default - not booted from
   */
  readonly bootOrder?: number;
}

/** A USB device of the host that a guest is given. */
export interface LibvirtUsbDevice {
  /** Vendor and product, as `lsusb` prints them: `1a86:55d4`. */
  readonly id: string;
  /**
   * Refuse to start the guest while the device is not plugged in.
   * @default false
   */
  readonly required?: boolean;
}

/** A folder of the host that a guest can mount, by virtiofs. */
export interface LibvirtShare {
  /** The folder on the host. */
  readonly source: string;
  /**
   * The name that the guest mounts it by: `mount -t virtiofs TAG /mnt`.
   * @default - the last name of the folder's path
   */
  readonly tag?: string;
  /**
   * Where the guest mounts it. For guests whose system the estate describes.
   * @default - not mounted
   */
  readonly mountPoint?: string;
  /**
   * The guest cannot write to it. Needs libvirt 11 or newer.
   * @default false
   */
  readonly readOnly?: boolean;
}

/** What the processors of a guest look like; they multiply to their number. */
export interface LibvirtCpuTopology {
  /**
   * Sockets.
   * @default 1
   */
  readonly sockets?: number;
  /**
   * Dies in a socket.
   * @default 1
   */
  readonly dies?: number;
  /** Cores in a die. */
  readonly cores: number;
  /**
   * Threads in a core.
   * @default 1
   */
  readonly threads?: number;
}
