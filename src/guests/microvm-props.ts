import { FeatureProps, IMountPoint, ISecretFile, Protocol } from '../app';
import { HostProps } from '../hosts';
import {
  MicrovmForwardFrom,
  MicrovmHypervisor,
  MicrovmImageType,
  MicrovmShareCache,
  MicrovmShareProtocol,
} from './microvm-enums';
import { MicrovmInterface } from './microvm-interface';

/** A disk of a microvm: a file on its machine. */
export interface MicrovmVolume {
  /** The file: a name below the guest's folder (`/var/lib/microvms/GUEST`), or an absolute path. */
  readonly image: string;
  /**
   * Where the guest mounts it.
   * @default - nowhere
   */
  readonly mountPoint?: string;
  /**
   * Its size in MiB, for the file that is made. `sizeGib` says the same.
   * @default - none; one of the two is required unless `autoCreate` is false
   */
  readonly sizeMib?: number;
  /**
   * Its size in GiB.
   * @default - none
   */
  readonly sizeGib?: number;
  /**
   * The file system: ext4, ext3, ext2, xfs, btrfs or vfat.
   * @default "ext4"
   */
  readonly fsType?: string;
  /**
   * Make the file, with a file system, where it is missing.
   * @default true
   */
  readonly autoCreate?: boolean;
  /**
   * The file system's label. The guest then finds the volume by it and not by its place in the list.
   * @default - none
   */
  readonly label?: string;
  /**
   * The guest cannot write to it.
   * @default false
   */
  readonly readOnly?: boolean;
  /**
   * Go past the host's page cache.
   * @default false
   */
  readonly direct?: boolean;
  /**
   * A serial number. Not with kvmtool and Firecracker.
   * @default - none
   */
  readonly serial?: string;
  /**
   * What the file is, for one that is there already. Cloud Hypervisor alone.
   * @default MicrovmImageType.RAW
   */
  readonly imageType?: MicrovmImageType;
}

/** A folder of the machine in a microvm. */
export interface MicrovmShare {
  /** The folder: a path, or something that is mounted there, such as a `ZfsDataset`. It is made where it is missing. */
  readonly source: string | IMountPoint;
  /** Where the guest mounts it. */
  readonly mountPoint: string;
  /**
   * Its name between host and guest. One a guest.
   * @default - the last name of the folder's path
   */
  readonly tag?: string;
  /**
   * How it comes into the guest.
   * @default MicrovmShareProtocol.VIRTIOFS; NINE_P with kvmtool
   */
  readonly protocol?: MicrovmShareProtocol;
  /**
   * The guest cannot write to it.
   * @default false
   */
  readonly readOnly?: boolean;
  /**
   * What the guest keeps of it in memory. For virtiofs.
   * @default - what microvm.nix sets (AUTO)
   */
  readonly cache?: MicrovmShareCache;
}

/** A port between host and guest. */
export interface MicrovmPortForward {
  /** The port on the host. */
  readonly hostPort: number;
  /**
   * The port in the guest.
   * @default - the host's
   */
  readonly guestPort?: number;
  /**
   * What the port speaks.
   * @default Protocol.TCP
   */
  readonly protocol?: Protocol;
  /**
   * Which way.
   * @default MicrovmForwardFrom.HOST: who connects to the host reaches the guest
   */
  readonly from?: MicrovmForwardFrom;
  /**
   * The IPv4 address of the host.
   * @default - every address of it
   */
  readonly hostAddress?: string;
  /**
   * The IPv4 address in the guest's network. Required for `MicrovmForwardFrom.GUEST`.
   * @default - the guest's own
   */
  readonly guestAddress?: string;
}

/** Props of `MicrovmGuest`. */
export interface MicrovmGuestProps extends FeatureProps {
  /**
   * The guest's own NixOS system. Name, platform and network follow from the guest where nothing else is said; it
   * has no boot loader.
   */
  readonly host: HostProps;
  /**
   * Its name.
   * @default - the construct's id
   */
  readonly guestName?: string;
  /**
   * What runs it.
   * @default MicrovmHypervisor.QEMU
   */
  readonly hypervisor?: MicrovmHypervisor;
  /**
   * Memory in MiB. `memoryGib` says the same.
   * @default 512
   */
  readonly memoryMib?: number;
  /**
   * Memory in GiB.
   * @default - none
   */
  readonly memoryGib?: number;
  /**
   * Virtual processors.
   * @default 1
   */
  readonly vcpus?: number;
  /**
   * A memory balloon, by which the host gets unused memory back. Not with Firecracker, StratoVirt and Alioth.
   * @default false
   */
  readonly balloon?: boolean;
  /**
   * Network interfaces.
   * @default - none
   */
  readonly interfaces?: MicrovmInterface[];
  /**
   * Ports between host and guest, for `MicrovmInterface.user()` of QEMU. The guest's firewall is opened for them.
   * @default - none
   */
  readonly forwardPorts?: MicrovmPortForward[];
  /**
   * Disks. What stands on none of them and in no share is gone when the guest stops: its root is in memory.
   * @default - none
   */
  readonly volumes?: MicrovmVolume[];
  /**
   * Folders of the host.
   * @default - none
   */
  readonly shares?: MicrovmShare[];
  /**
   * Use the host's `/nix/store`, read-only, in place of a disk image with a copy of what the guest needs. The guest
   * can then read all of the host's store.
   * @default true, except with Firecracker and kvmtool
   */
  readonly shareStore?: boolean;
  /**
   * Make the guest's `/nix/store` writable, with what is written below this path, such as `/nix/.rw-store`.
   * @default - read-only
   */
  readonly writableStoreOverlay?: string;
  /**
   * PCI devices of the host that it is given, as `lspci -D` prints them: `0000:01:00.0`. QEMU, Cloud Hypervisor,
   * crosvm and kvmtool.
   * @default - none
   */
  readonly pciDevices?: string[];
  /**
   * USB devices of the host that it is given, as `lsusb` prints them: `1a86:55d4`. QEMU alone.
   * @default - none
   */
  readonly usbDevices?: string[];
  /**
   * The context id for vsock between host and guest, from 3. Cloud Hypervisor tells the host by it when the guest is up.
   * @default - no vsock
   */
  readonly vsockCid?: number;
  /**
   * Secrets of the host that the guest gets as credentials of systemd, by name: units of the guest take them with
   * `LoadCredential`. The user `microvm` of the host must be able to read the files. The runner has none of them.
   * QEMU alone.
   * @default - none
   */
  readonly credentialFiles?: Record<string, ISecretFile>;
  /**
   * Start it with the host.
   * @default true
   */
  readonly autostart?: boolean;
  /**
   * Restart it when a rebuild of the host has changed it.
   * @default true
   */
  readonly restartIfChanged?: boolean;
  /**
   * Give the flake a program that runs the guest anywhere: `packages.PLATFORM.NAME-runner`.
   * @default true
   */
  readonly runner?: boolean;
}
