/** What the guest boots from. */
export enum LibvirtFirmware {
  /** UEFI: the OVMF that comes with QEMU. */
  UEFI = 'efi',
  /** The BIOS of QEMU, SeaBIOS. x86 alone. */
  BIOS = 'bios',
}

/** Secure Boot of a UEFI guest. */
export enum LibvirtSecureBoot {
  /** Firmware without it. */
  OFF = 'off',
  /** Firmware with it and no keys: the guest enrols its own, as lanzaboote does. */
  SETUP_MODE = 'setup-mode',
  /**
   * Firmware with it and the keys of Microsoft enrolled, as Windows and the
   * shims of distributions want. QEMU brings no such firmware, so that of
   * nixpkgs (`OVMFFull`) is used.
   */
  MICROSOFT_KEYS = 'microsoft-keys',
}

/** What processor the guest sees. */
export enum LibvirtCpuMode {
  /** That of the host, with all it can do. */
  HOST_PASSTHROUGH = 'host-passthrough',
  /** The named model that is nearest to the host's: for hosts that differ. */
  HOST_MODEL = 'host-model',
  /** A named model: give `cpuModel` too. */
  CUSTOM = 'custom',
}

/** What the guest runs, where the virtual machine differs for it. */
export enum LibvirtGuestOs {
  /** Linux, BSD and others that keep the clock in UTC. */
  LINUX = 'linux',
  /** Windows: Hyper-V enlightenments, and a clock in local time. */
  WINDOWS = 'windows',
}

/** How the guest's screen is shown. */
export enum LibvirtGraphics {
  /** SPICE. */
  SPICE = 'spice',
  /** VNC. */
  VNC = 'vnc',
  /** No screen: serial console or network alone. */
  NONE = 'none',
}

/** The guest's graphics card. */
export enum LibvirtVideo {
  /** virtio-gpu. */
  VIRTIO = 'virtio',
  /** QXL, for SPICE with old guests. */
  QXL = 'qxl',
  /** Plain VGA: every system knows it. */
  VGA = 'vga',
  /** Bochs: UEFI guests without VGA. */
  BOCHS = 'bochs',
}

/** What happens when the watchdog is not fed. */
export enum LibvirtWatchdogAction {
  /** The guest is reset. */
  RESET = 'reset',
  /** The guest is asked to shut down. */
  SHUTDOWN = 'shutdown',
  /** The guest is switched off. */
  POWEROFF = 'poweroff',
  /** The guest is paused, to be looked at. */
  PAUSE = 'pause',
  /** Memory is dumped, then the guest goes on. */
  DUMP = 'dump',
}

/** What happens when the guest's system crashes. */
export enum LibvirtCrashAction {
  /** It is started again. */
  RESTART = 'restart',
  /** It is switched off. */
  DESTROY = 'destroy',
  /** It is kept as it is, to be looked at. */
  PRESERVE = 'preserve',
}

/** The size of the pages that the guest's memory is made of. */
export enum LibvirtHugepages {
  /** 2 MiB. */
  MIB_2 = '2M',
  /** 1 GiB: the memory must be whole GiB. */
  GIB_1 = '1G',
}
