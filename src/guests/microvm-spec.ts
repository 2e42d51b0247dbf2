import { createHash } from 'crypto';
import { Derive } from '../app';
import { MicrovmHypervisor, MicrovmShareProtocol } from './microvm-enums';
import type { MicrovmGuest } from './microvm-guest';
import { MicrovmInterface } from './microvm-interface';
import { MicrovmGuestProps, MicrovmShare, MicrovmVolume } from './microvm-props';

/** What a hypervisor can, as microvm.nix's runners have it. */
export interface Abilities {
  readonly interfaces: readonly string[];
  readonly shares: readonly MicrovmShareProtocol[];
  /** Whether a 9p share can be read-only. */
  readonly readOnly9p: boolean;
  readonly pci: boolean;
  readonly usb: boolean;
  readonly balloon: boolean;
  readonly credentials: boolean;
  readonly serial: boolean;
}

const { VIRTIOFS, NINE_P } = MicrovmShareProtocol;
const LITTLE: Abilities = {
  interfaces: ['tap'],
  shares: [],
  readOnly9p: false,
  pci: false,
  usb: false,
  balloon: false,
  credentials: false,
  serial: true,
};

/** What each hypervisor can. */
export const ABILITIES: Record<MicrovmHypervisor, Abilities> = {
  [MicrovmHypervisor.QEMU]: {
    interfaces: ['user', 'tap', 'bridge', 'macvtap'],
    shares: [VIRTIOFS, NINE_P],
    readOnly9p: true,
    pci: true,
    usb: true,
    balloon: true,
    credentials: true,
    serial: true,
  },
  [MicrovmHypervisor.CLOUD_HYPERVISOR]: {
    ...LITTLE,
    interfaces: ['tap', 'macvtap'],
    shares: [VIRTIOFS],
    pci: true,
    balloon: true,
  },
  [MicrovmHypervisor.FIRECRACKER]: { ...LITTLE, serial: false },
  [MicrovmHypervisor.CROSVM]: {
    ...LITTLE,
    interfaces: ['tap', 'macvtap'],
    shares: [VIRTIOFS, NINE_P],
    pci: true,
    balloon: true,
  },
  [MicrovmHypervisor.KVMTOOL]: {
    ...LITTLE,
    interfaces: ['user', 'tap', 'macvtap'],
    shares: [NINE_P],
    pci: true,
    balloon: true,
    serial: false,
  },
  [MicrovmHypervisor.STRATOVIRT]: {
    ...LITTLE,
    interfaces: ['user', 'tap', 'bridge', 'macvtap'],
    shares: [VIRTIOFS],
  },
  [MicrovmHypervisor.ALIOTH]: { ...LITTLE, shares: [VIRTIOFS] },
};

/** An interface with its name and address. */
export interface InterfaceOf {
  readonly interface: MicrovmInterface;
  readonly id: string;
  readonly mac: string;
}

/** A share with its tag and protocol. */
export interface ShareOf {
  readonly share: MicrovmShare;
  readonly tag: string;
  readonly source: string;
  readonly protocol: MicrovmShareProtocol;
}

export function hypervisorOf(props: MicrovmGuestProps): MicrovmHypervisor {
  return props.hypervisor ?? MicrovmHypervisor.QEMU;
}

/** Memory in MiB. */
export function microvmMemory({ memoryMib, memoryGib }: MicrovmGuestProps): number {
  return memoryMib ?? (memoryGib === undefined ? 512 : memoryGib * 1024);
}

/** Whether the guest uses the host's store. */
export function sharesStore(props: MicrovmGuestProps): boolean {
  return props.shareStore ?? ABILITIES[hypervisorOf(props)].shares.includes(VIRTIOFS);
}

/** The size of a volume in MiB; undefined where it has none. */
export function volumeSize({ sizeMib, sizeGib }: MicrovmVolume): number | undefined {
  return sizeMib ?? (sizeGib === undefined ? undefined : sizeGib * 1024);
}

/** Interfaces with their names and addresses. */
export function interfacesOf(guest: MicrovmGuest): InterfaceOf[] {
  return (guest._props.interfaces ?? []).map((each, index) => ({
    interface: each,
    id: each._props.interfaceId ?? interfaceName(guest.guestName, index),
    mac: (each._props.macAddress ?? Derive.mac(guest, index === 0 ? '' : String(index))).toLowerCase(),
  }));
}

/** A name that Linux takes: 15 characters. What is too long ends in a hash. */
function interfaceName(guest: string, index: number): string {
  const name = `vm-${guest}${index === 0 ? '' : `-${index}`}`;
  if (name.length <= 15) return name;
  return `${name.slice(0, 10)}-${createHash('sha256').update(name).digest('hex').slice(0, 4)}`;
}

/** Shares with their tags; the host's store first. */
export function sharesOf(props: MicrovmGuestProps): ShareOf[] {
  const able = ABILITIES[hypervisorOf(props)].shares;
  const usual = able.includes(VIRTIOFS) ? VIRTIOFS : NINE_P;
  const store: MicrovmShare = { source: '/nix/store', mountPoint: '/nix/.ro-store', tag: 'ro-store', readOnly: true };
  return [...(sharesStore(props) ? [store] : []), ...(props.shares ?? [])].map((share) => {
    const source = typeof share.source === 'string' ? share.source : (share.source.mountPoint ?? '');
    const last = source.split('/').filter((part) => part !== '');
    return { share, source, tag: share.tag ?? last[last.length - 1] ?? '', protocol: share.protocol ?? usual };
  });
}
