import { IConstruct } from 'constructs';
import type { Estate } from '../../app/rules/estate';
import { NixosContainer } from '../../containers';
import { LibvirtGuest, LibvirtHypervisor, MicrovmGuest, MicrovmHost } from '../../guests';
import { Host } from '../../hosts';

/** What one guest or container takes of its machine. */
export interface Load {
  readonly construct: IConstruct;
  readonly name: string;
  readonly memoryMib: number;
  readonly autostart: boolean;
}

/** What a guest takes. */
export interface GuestLoad extends Load {
  readonly vcpus: number;
  /** Whether its memory is set aside when the machine boots. */
  readonly hugepages: boolean;
}

/** What all guests and containers of a machine may take, whatever runs them. */
export interface HostLoad {
  readonly machine: Host;
  /** What reports for all of them: the hypervisor, or the first container. */
  readonly speaker: IConstruct;
  readonly kind: 'LIBVIRT' | 'MICROVM' | 'CONTAINER';
  /** Memory in MiB that is the machine's own. */
  readonly reserved: number;
  readonly guests: readonly GuestLoad[];
  /** Containers with a limit of memory. */
  readonly containers: readonly Load[];
}

interface Collected {
  readonly guests: GuestLoad[];
  readonly containers: Load[];
}

/** The machines that run guests or containers with limits, in the order of the tree. */
export function hostLoads(estate: Estate): readonly HostLoad[] {
  const loads = new Map<Host, Collected>();
  const on = (machine: Host): Collected => {
    const found = loads.get(machine) ?? { guests: [], containers: [] };
    loads.set(machine, found);
    return found;
  };
  for (const construct of estate._all(isLoad)) {
    if (NixosContainer.isNixosContainer(construct)) {
      const { memoryMib, autoStart } = construct._props;
      if (memoryMib === undefined || !Host.isHost(construct.system)) continue;
      const load = { construct, name: construct.containerName, memoryMib, autostart: autoStart ?? true };
      on(construct.system).containers.push(load);
    } else {
      const { guestName: name, memoryMib, vcpus, autostart } = construct;
      const hugepages = LibvirtGuest.isLibvirtGuest(construct) && construct._props.hugepages !== undefined;
      on(construct.machine).guests.push({ construct, name, memoryMib, vcpus, autostart, hugepages });
    }
  }
  return [...loads].map(([machine, { guests, containers }]) => {
    const hypervisor = LibvirtHypervisor.find(machine);
    const microvms = MicrovmHost.find(machine);
    return {
      machine,
      guests,
      containers,
      speaker: hypervisor ?? microvms ?? containers[0]!.construct,
      kind: hypervisor ? 'LIBVIRT' : microvms ? 'MICROVM' : 'CONTAINER',
      reserved: (hypervisor ?? microvms)?._props.reservedMemoryMib ?? 1024,
    };
  });
}

function isLoad(construct: any): construct is LibvirtGuest | MicrovmGuest | NixosContainer {
  return (
    LibvirtGuest.isLibvirtGuest(construct) ||
    MicrovmGuest.isMicrovmGuest(construct) ||
    NixosContainer.isNixosContainer(construct)
  );
}

/** Memory in words: MiB, and GiB where it is enough for them. */
export function words(mib: number): string {
  return mib >= 1024 ? `${Math.round((mib / 1024) * 10) / 10} GiB` : `${mib} MiB`;
}

/** The memory of all of them, in MiB. */
export function memoryOf(loads: readonly Load[]): number {
  return loads.reduce((total, { memoryMib }) => total + memoryMib, 0);
}

/** Those that start with the machine. */
export function started<T extends Load>(loads: readonly T[]): T[] {
  return loads.filter(({ autostart }) => autostart);
}
