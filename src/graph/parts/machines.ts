import { IConstruct } from 'constructs';
import { DarwinSystem, Estate, NixosSystem, System } from '../../app';
import { NixosContainer } from '../../containers';
import { LibvirtGuest, MicrovmGuest } from '../../guests';
import { StandaloneHome } from '../../home';
import { Host, WslHost } from '../../hosts';
import { GraphBuilder } from '../builder';

/** Hosts, homes on machines of others, and what runs in hosts: guests and containers, to any depth. */
export function addMachines(builder: GraphBuilder, estate: Estate): void {
  const guestOf = new Map<IConstruct, LibvirtGuest | MicrovmGuest>();
  for (const guest of estate._all(LibvirtGuest.isLibvirtGuest)) if (guest.hasHost) guestOf.set(guest.host, guest);
  for (const guest of estate._all(MicrovmGuest.isMicrovmGuest)) guestOf.set(guest.host, guest);
  for (const host of estate._all(Host.isHost)) if (!guestOf.has(host)) addHost(builder, host);
  for (const system of estate.systems) {
    if (Host.isHost(system) || system.parentSystem) continue;
    if (NixosSystem.isNixosSystem(system)) addSystem(builder, system, `NixOS · ${system.platform}`);
    if (DarwinSystem.isDarwinSystem(system)) addSystem(builder, system, `macOS · ${system.platform}`);
    if (system instanceof StandaloneHome) {
      const profiles = system._profiles.map(({ profileName }) => profileName).join(', ');
      const facts = [`home-manager · ${system.platform}`, profiles];
      builder.node({ id: system.node.path, kind: 'home', topic: 'hosts', label: system.systemName, facts }, system);
    }
  }
  // What stands in another machine comes after it, as the tree has it.
  for (const construct of estate.constructs) {
    if (LibvirtGuest.isLibvirtGuest(construct)) addLibvirtGuest(builder, construct);
    else if (MicrovmGuest.isMicrovmGuest(construct)) addMicrovm(builder, construct);
    else if (NixosContainer.isNixosContainer(construct)) addContainer(builder, construct);
  }
  for (const system of estate.systems) if (NixosSystem.isNixosSystem(system)) addImages(builder, estate, system);
}

function addHost(builder: GraphBuilder, host: Host): void {
  const system = WslHost.isWslHost(host) ? 'NixOS in WSL' : 'NixOS';
  builder.node(
    {
      id: host.node.path,
      kind: 'host',
      topic: 'hosts',
      label: host.systemName,
      facts: [`${system} · ${host.platform}`, size(host.threads, host.memoryMib, 'thread')],
    },
    host,
  );
}

function addSystem(builder: GraphBuilder, system: System, fact: string): void {
  builder.node({ id: system.node.path, kind: 'host', topic: 'hosts', label: system.systemName, facts: [fact] }, system);
}

function addLibvirtGuest(builder: GraphBuilder, guest: LibvirtGuest): void {
  builder.node(
    {
      id: guest.node.path,
      kind: 'guest',
      topic: 'hosts',
      label: guest.guestName,
      facts: [
        guest.hasHost ? 'guest of libvirt · NixOS' : 'guest of libvirt',
        size(guest.vcpus, guest.memoryMib, 'vCPU'),
        ...(guest._props.disks ?? []).flatMap((disk) => (disk._sizeMib ? [`disk ${mib(disk._sizeMib)}`] : [])),
      ],
      parent: builder.of(guest.machine),
    },
    guest,
    ...(guest.hasHost ? [guest.host] : []),
  );
}

function addMicrovm(builder: GraphBuilder, guest: MicrovmGuest): void {
  builder.node(
    {
      id: guest.node.path,
      kind: 'guest',
      topic: 'hosts',
      label: guest.guestName,
      facts: ['microvm · NixOS', size(guest.vcpus, guest.memoryMib, 'vCPU')],
      parent: builder.of(guest.machine),
    },
    guest,
    guest.host,
  );
}

function addContainer(builder: GraphBuilder, container: NixosContainer): void {
  builder.node(
    {
      id: container.node.path,
      kind: 'container',
      topic: 'hosts',
      label: container.containerName,
      facts: ['container · NixOS', !container.inside.ownNetwork && 'on the network of its host'],
      parent: builder.of(container.inside.host),
    },
    container,
    container.inside,
  );
}

/** Containers of images, which plain options make. */
function addImages(builder: GraphBuilder, estate: Estate, system: NixosSystem): void {
  const parent = builder.of(system);
  const options = estate.optionsOf(system);
  if (parent === undefined || options._at(['virtualisation', 'oci-containers']).length === 0) return;
  for (const { value, names } of options._at(['virtualisation', 'oci-containers', 'containers', '*', 'image'])) {
    const label = names[0]!;
    const facts = ['container of an image', typeof value === 'string' && value];
    builder.node({ id: `${parent}#oci:${label}`, kind: 'container', topic: 'hosts', label, facts, parent });
  }
}

/** `8 vCPUs · 16 GiB` */
function size(number: number | undefined, memoryMib: number | undefined, what: string): string {
  const parts: string[] = [];
  if (number !== undefined) parts.push(`${number} ${what}${number === 1 ? '' : 's'}`);
  if (memoryMib !== undefined) parts.push(mib(memoryMib));
  return parts.join(' · ');
}

function mib(memory: number): string {
  return memory % 1024 === 0 ? `${memory / 1024} GiB` : `${memory} MiB`;
}
