import { Derive } from '../app';
import { LibvirtDisk, LibvirtDiskBus, LibvirtImageFormat } from './disk';
import { DiskSpec, InterfaceSpec } from './domain-spec';
import type { LibvirtGuest } from './guest';
import { LibvirtGuestProps } from './guest-props';

/** Memory in MiB as the props say it; undefined where they do not. */
export function memoryOf(props: LibvirtGuestProps): number | undefined {
  return props.memoryMib ?? (props.memoryGib === undefined ? undefined : props.memoryGib * 1024);
}

/** What the topology multiplies to. */
export function topologyProduct({ cpuTopology: t }: LibvirtGuestProps): number | undefined {
  return t && (t.sockets ?? 1) * (t.dies ?? 1) * t.cores * (t.threads ?? 1);
}

/** The number of virtual processors. */
export function vcpusOf(props: LibvirtGuestProps): number {
  return props.vcpus ?? topologyProduct(props) ?? 1;
}

/** The path of an ISO image that only Nix knows, below `/etc`. */
export function isoLink(guestName: string, target: string): string {
  return `libvirt-guests/${guestName}-${target}.iso`;
}

/** Disks with their targets, paths and places in the boot order. */
export function resolveDisks(name: string, x86: boolean, props: LibvirtGuestProps): DiskSpec[] {
  const disks = props.disks ?? [];
  const targets = new Targets();
  const order = bootOrder(props);
  let images = 0;
  let virtio = 0;
  return disks.map((disk) => {
    const given = disk._props;
    const cdrom = disk._kind === 'cdrom';
    const bus = given.bus ?? (cdrom ? (x86 ? LibvirtDiskBus.SATA : LibvirtDiskBus.SCSI) : LibvirtDiskBus.VIRTIO);
    const target = targets.next(bus);
    const format = disk._kind === 'image' ? (given.format ?? LibvirtImageFormat.QCOW2) : LibvirtImageFormat.RAW;
    if (disk._kind === 'image') images += 1;
    const ioThread = bus === LibvirtDiskBus.VIRTIO && props.ioThreads ? (virtio++ % props.ioThreads) + 1 : undefined;
    return {
      device: cdrom ? 'cdrom' : 'disk',
      type: disk._kind === 'block' ? 'block' : 'file',
      path: pathOf(disk, name, format, images, target),
      format,
      bus,
      target,
      cache: given.cache,
      io: given.io,
      discard: given.discard ?? !cdrom,
      serial: given.serial,
      readOnly: given.readOnly ?? false,
      bootOrder: order.get(disk),
      ioThread,
    };
  });
}

function pathOf(disk: LibvirtDisk, name: string, format: string, count: number, target: string): string | undefined {
  if (disk._kind === 'image') {
    const { directory, fileName } = disk._props;
    const file =
      fileName ?? `${name}${count > 1 ? `-${count}` : ''}.${format === LibvirtImageFormat.RAW ? 'img' : format}`;
    return `${directory!.replace(/\/+$/, '')}/${file}`;
  }
  if (disk._source === undefined || typeof disk._source === 'string') return disk._source;
  return disk._kind === 'cdrom' ? `/etc/${isoLink(name, target)}` : disk._source.devicePath;
}

/** The order given; where none is, disks as they are listed, then CDs. */
function bootOrder(props: LibvirtGuestProps): ReadonlyMap<LibvirtDisk, number | undefined> {
  const disks = props.disks ?? [];
  const given = bootOrders(props).length > 0;
  const usual = [...disks.filter((d) => d._kind !== 'cdrom'), ...disks.filter((d) => d._kind === 'cdrom')];
  return new Map(disks.map((disk) => [disk, given ? disk._props.bootOrder : usual.indexOf(disk) + 1]));
}

/** Every place in the boot order that the props give. */
export function bootOrders(props: LibvirtGuestProps): number[] {
  return [
    ...(props.disks ?? []).map((disk) => disk._props.bootOrder),
    ...(props.interfaces ?? []).map((each) => each._props.bootOrder),
    ...(props.pciDevices ?? []).map((device) => device.bootOrder),
  ].filter((order): order is number => order !== undefined);
}

/** Network interfaces with their MAC addresses. */
export function resolveInterfaces(guest: LibvirtGuest, props: LibvirtGuestProps): InterfaceSpec[] {
  return (props.interfaces ?? []).map((each, index) => ({
    interface: each,
    mac: (each._props.macAddress ?? Derive.mac(guest, index === 0 ? '' : String(index))).toLowerCase(),
  }));
}

/** Deals out `vda`, `vdb` … and `sda` …; SCSI, SATA and USB share their letters. */
class Targets {
  private readonly counts = new Map<string, number>();

  public next(bus: string): string {
    const prefix = bus === LibvirtDiskBus.VIRTIO ? 'vd' : 'sd';
    const count = this.counts.get(prefix) ?? 0;
    this.counts.set(prefix, count + 1);
    let letters = '';
    for (let rest = count + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
      letters = String.fromCharCode(97 + ((rest - 1) % 26)) + letters;
    }
    return prefix + letters;
  }
}
