import { packageExpr } from '../app/packages';
import { CpuVendor } from '../hosts';
import { Nix } from '../nix';
import type { LibvirtGuest } from './guest';
import { LibvirtHugepages, LibvirtSecureBoot } from './guest-enums';
import { LibvirtHypervisor, LibvirtOnShutdown } from './hypervisor';

/** Where the firmware with enrolled keys stands on a host: a path that stays when nixpkgs changes. */
export const ENROLLED_FIRMWARE = {
  code: '/etc/libvirt-firmware/OVMF_CODE.ms.fd',
  vars: '/etc/libvirt-firmware/OVMF_VARS.ms.fd',
};

/** What a host of guests sets: libvirtd, and what its guests need of the kernel. */
export function hypervisorOptions(hypervisor: LibvirtHypervisor): Record<string, any> {
  const { _props: props, guests } = hypervisor;
  const boot = kernel(guests, hypervisor.cpu);
  const etc = files(hypervisor);
  return {
    virtualisation: {
      libvirtd: {
        enable: true,
        onShutdown: props.onShutdown ?? LibvirtOnShutdown.SHUTDOWN,
        ...given({
          onBoot: props.onBoot,
          parallelShutdown: props.parallelShutdown,
          shutdownTimeout: props.shutdownTimeoutSeconds,
          qemu: qemu(hypervisor),
        }),
      },
      ...(hypervisor.manageAll ? { libvirt: nixvirt(hypervisor) } : {}),
    },
    // libvirtd asks polkit who may do what; NixOS refuses it without.
    security: { polkit: { enable: true } },
    ...(Object.keys(boot).length > 0 ? { boot } : {}),
    ...given({
      environment: given({
        etc,
        systemPackages: props.virtManager ? [Nix.pkg('virt-manager')] : undefined,
      }),
      programs: props.virtManager ? { dconf: { enable: true } } : undefined,
    }),
  };
}

/** The members that are given; undefined where none is. */
function given(members: Record<string, unknown>): Record<string, unknown> | undefined {
  const found = Object.entries(members).filter(([, value]) => value !== undefined);
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

function qemu(hypervisor: LibvirtHypervisor): Record<string, unknown> | undefined {
  const { _props: props, guests } = hypervisor;
  return given({
    package: packageExpr(hypervisor, props.qemuPackage, 'qemuPackage'),
    runAsRoot: props.runAsRoot,
    swtpm: guests.some((guest) => guest._props.tpm) ? { enable: true } : undefined,
    vhostUserPackages: guests.some((guest) => (guest._props.shares ?? []).length > 0)
      ? [Nix.pkg('virtiofsd')]
      : undefined,
  });
}

/** The IOMMU and vfio for devices handed through, and huge pages. */
function kernel(guests: readonly LibvirtGuest[], cpu: CpuVendor | undefined): Record<string, any> {
  const devices = guests.flatMap((guest) => guest._props.pciDevices ?? []);
  const ids = [...new Set(devices.flatMap(({ id }) => (id === undefined ? [] : [id.toLowerCase()])))];
  const kernelParams = [
    ...(devices.length > 0 ? iommu(cpu) : []),
    ...(ids.length > 0 ? [`vfio-pci.ids=${ids.join(',')}`] : []),
    ...hugepages(guests, LibvirtHugepages.GIB_1, 1024),
    ...hugepages(guests, LibvirtHugepages.MIB_2, 2),
  ];
  const vfio = ['vfio_pci', 'vfio', 'vfio_iommu_type1'];
  return {
    ...(ids.length > 0 ? { initrd: { kernelModules: vfio } } : devices.length > 0 ? { kernelModules: vfio } : {}),
    ...(kernelParams.length > 0 ? { kernelParams } : {}),
  };
}

/** The kernel parameters by which PCI devices can be handed to guests. */
export function iommu(cpu: CpuVendor | undefined): string[] {
  // The kernel turns the IOMMU of AMD on by itself.
  return [...(cpu === CpuVendor.INTEL ? ['intel_iommu=on'] : []), 'iommu=pt'];
}

function hugepages(guests: readonly LibvirtGuest[], size: LibvirtHugepages, mib: number): string[] {
  const memory = guests.filter((guest) => guest._props.hugepages === size).map(({ memoryMib }) => memoryMib);
  if (memory.length === 0) return [];
  return [`hugepagesz=${size}`, `hugepages=${memory.reduce((sum, each) => sum + each, 0) / mib}`];
}

/** Files of the Nix store that definitions name: by a path that stays. */
function files({ guests }: LibvirtHypervisor): Record<string, any> | undefined {
  const etc: Record<string, any> = {};
  for (const guest of guests) {
    for (const [name, source] of guest._etcFiles) etc[name] = { source };
  }
  if (guests.some((guest) => guest._props.secureBoot === LibvirtSecureBoot.MICROSOFT_KEYS)) {
    for (const path of Object.values(ENROLLED_FIRMWARE)) {
      const file = path.slice(path.lastIndexOf('/') + 1);
      etc[path.replace('/etc/', '')] = { source: Nix.str([Nix.pkg('OVMFFull').attr('fd'), `/FV/${file}`]) };
    }
  }
  return Object.keys(etc).length > 0 ? etc : undefined;
}

/** Lists that are complete: what is not in them, NixVirt deletes. */
function nixvirt({ _guests, _networks }: LibvirtHypervisor): Record<string, any> {
  return {
    enable: true,
    connections: {
      'qemu:///system': {
        domains: _guests.map(({ guest, definition }) => ({
          definition,
          ...(guest.autostart ? { active: true } : {}),
          ...(guest._props.restartOnChange ? {} : { restart: false }),
        })),
        ...(_networks.length > 0
          ? {
              networks: _networks.map(({ network, definition }) => ({
                definition,
                ...(network.autostart ? { active: true } : {}),
                restart: false,
              })),
            }
          : {}),
      },
    },
  };
}
