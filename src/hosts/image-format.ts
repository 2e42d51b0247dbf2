/** What kind of image a host becomes; most are variants of NixOS's own `system.build.images`. */
export enum ImageFormat {
  /** A disk for QEMU (qcow2), for BIOS firmware. */
  QCOW2 = 'qemu',
  /** A disk for QEMU (qcow2), for UEFI firmware. */
  QCOW2_EFI = 'qemu-efi',
  /** A disk as it is, for BIOS firmware. */
  RAW = 'raw',
  /** A disk as it is, for UEFI firmware. */
  RAW_EFI = 'raw-efi',
  /** A CD or USB stick that starts the host, and keeps nothing. */
  ISO = 'iso',
  /** A CD or USB stick that starts the host, with the tools of NixOS's installer. */
  ISO_INSTALLER = 'iso-installer',
  /** An SD card, for boards such as the Raspberry Pi. */
  SD_CARD = 'sd-card',
  /** A kernel and its initial RAM disk, started from a Linux that runs. */
  KEXEC = 'kexec',
  /** The program that makes the tarball which Windows imports. For a WslHost. */
  WSL_TARBALL = 'wsl-tarball',
  /** A virtual machine of Proxmox (VMA). */
  PROXMOX = 'proxmox',
  /** A container of Proxmox. */
  PROXMOX_LXC = 'proxmox-lxc',
  /** A container of LXC or Incus. */
  LXC = 'lxc',
  /** What Incus must know of the container. */
  LXC_METADATA = 'lxc-metadata',
  /** A disk for VMware (VMDK). */
  VMWARE = 'vmware',
  /** An appliance for VirtualBox (OVA). */
  VIRTUALBOX = 'virtualbox',
  /** A box for Vagrant with VirtualBox. */
  VAGRANT_VIRTUALBOX = 'vagrant-virtualbox',
  /** A disk for Hyper-V (VHDX). */
  HYPERV = 'hyperv',
  /** A disk for KubeVirt. */
  KUBEVIRT = 'kubevirt',
  /** A disk for OpenStack. */
  OPENSTACK = 'openstack',
  /** A disk with ZFS for OpenStack. */
  OPENSTACK_ZFS = 'openstack-zfs',
  /** A disk for CloudStack. Needs NixOS 25.11 or newer. */
  CLOUDSTACK = 'cloudstack',
  /** A disk for Amazon EC2. */
  AMAZON = 'amazon',
  /** A disk for Microsoft Azure. */
  AZURE = 'azure',
  /** A disk for Google's cloud. */
  GOOGLE_COMPUTE = 'google-compute',
  /** A disk for DigitalOcean. */
  DIGITAL_OCEAN = 'digital-ocean',
  /** A disk for Linode. */
  LINODE = 'linode',
  /** A disk for Oracle's cloud. */
  OCI = 'oci',
}

/** @internal what a format asks of its host. */
export interface FormatFacts {
  /** The release that has it first. */
  readonly since?: string;
  /** Processors that it is for; all where there is none. */
  readonly processors?: readonly string[];
  /** How the image is started. */
  readonly firmware?: 'bios' | 'efi' | 'own';
  /**
   * The device that it mounts at `/`, where it sets that as plainly as a host
   * does: Nix refuses another value. An empty text is for none that a host could give.
   */
  readonly root?: string;
  /** Whether `virtualisation.diskSize` is its size. */
  readonly sized?: boolean;
}

const x86 = ['x86_64'];
const BY_LABEL = '/dev/disk/by-label/nixos';
const cloud: FormatFacts = { root: BY_LABEL };

/** @internal */
export const FORMATS: Readonly<Record<ImageFormat, FormatFacts>> = {
  [ImageFormat.QCOW2]: { processors: x86, firmware: 'bios', sized: true },
  [ImageFormat.QCOW2_EFI]: { firmware: 'efi', sized: true },
  [ImageFormat.RAW]: { processors: x86, firmware: 'bios', sized: true },
  [ImageFormat.RAW_EFI]: { firmware: 'efi', sized: true },
  [ImageFormat.ISO]: {},
  [ImageFormat.ISO_INSTALLER]: {},
  [ImageFormat.SD_CARD]: { processors: ['aarch64'], firmware: 'own', root: '/dev/disk/by-label/NIXOS_SD' },
  [ImageFormat.KEXEC]: {},
  [ImageFormat.WSL_TARBALL]: {},
  [ImageFormat.PROXMOX]: { ...cloud, processors: x86, firmware: 'bios' },
  [ImageFormat.PROXMOX_LXC]: { firmware: 'own' },
  [ImageFormat.LXC]: { firmware: 'own' },
  [ImageFormat.LXC_METADATA]: { firmware: 'own' },
  [ImageFormat.VMWARE]: { ...cloud, firmware: 'efi' },
  [ImageFormat.VIRTUALBOX]: { ...cloud, processors: x86, firmware: 'bios' },
  [ImageFormat.VAGRANT_VIRTUALBOX]: { ...cloud, processors: x86, firmware: 'bios' },
  [ImageFormat.HYPERV]: { ...cloud, firmware: 'efi' },
  [ImageFormat.KUBEVIRT]: cloud,
  [ImageFormat.OPENSTACK]: cloud,
  [ImageFormat.OPENSTACK_ZFS]: { root: '' },
  [ImageFormat.CLOUDSTACK]: { ...cloud, since: '25.11' },
  [ImageFormat.AMAZON]: cloud,
  [ImageFormat.AZURE]: cloud,
  [ImageFormat.GOOGLE_COMPUTE]: cloud,
  [ImageFormat.DIGITAL_OCEAN]: { ...cloud, processors: x86, firmware: 'bios' },
  [ImageFormat.LINODE]: { processors: x86, firmware: 'bios', root: '/dev/sda' },
  [ImageFormat.OCI]: cloud,
};
