/** What runs a microvm. */
export enum MicrovmHypervisor {
  /** QEMU: can the most, and is the one to start with. */
  QEMU = 'qemu',
  /** Cloud Hypervisor. */
  CLOUD_HYPERVISOR = 'cloud-hypervisor',
  /** Firecracker: no shares and no devices. */
  FIRECRACKER = 'firecracker',
  /** crosvm, of Chrome OS. */
  CROSVM = 'crosvm',
  /** kvmtool. */
  KVMTOOL = 'kvmtool',
  /** StratoVirt. */
  STRATOVIRT = 'stratovirt',
  /** Alioth. */
  ALIOTH = 'alioth',
}

/** How a folder of the host comes into a microvm. */
export enum MicrovmShareProtocol {
  /** virtiofs: fast; a daemon on the host serves each folder. */
  VIRTIOFS = 'virtiofs',
  /** 9p: slow; the hypervisor serves it itself. */
  NINE_P = '9p',
}

/** What a guest keeps of a virtiofs share in memory. */
export enum MicrovmShareCache {
  /** Data and metadata, for a while after they were asked for. */
  AUTO = 'auto',
  /** Everything: for folders that the host does not change. */
  ALWAYS = 'always',
  /** Metadata alone. */
  METADATA = 'metadata',
  /** Nothing: what the host changes is seen at once. */
  NEVER = 'never',
}

/** How a macvtap interface shares the host's card. */
export enum MicrovmMacvtapMode {
  /** Guests on one card reach each other and the network; they do not reach the host. */
  BRIDGE = 'bridge',
  /** All traffic goes out to the switch, which sends it back (802.1Qbg). */
  VEPA = 'vepa',
  /** Guests on one card do not reach each other. */
  PRIVATE = 'private',
  /** One guest has the card for itself. */
  PASSTHRU = 'passthru',
  /** Only what comes from listed MAC addresses gets in. */
  SOURCE = 'source',
}

/** What a volume of Cloud Hypervisor is. */
export enum MicrovmImageType {
  /** The bytes of a disk. */
  RAW = 'raw',
  /** QCOW2, as QEMU has it. */
  QCOW2 = 'qcow2',
  /** VHD, of a fixed size. */
  VHD = 'vhd',
  /** VHDX. */
  VHDX = 'vhdx',
}

/** Which way a port is forwarded. */
export enum MicrovmForwardFrom {
  /** Who connects to the host reaches the guest. */
  HOST = 'host',
  /** Who connects from the guest reaches the host. */
  GUEST = 'guest',
}
