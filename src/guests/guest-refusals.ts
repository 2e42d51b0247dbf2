import { isIP } from 'net';
import { Host } from '../hosts';
import { parseCpuSet } from './cpu-set';
import { LibvirtCpuMode, LibvirtFirmware, LibvirtGraphics, LibvirtHugepages, LibvirtSecureBoot } from './guest-enums';
import { LibvirtGuestProps } from './guest-props';
import { bootOrders, memoryOf, topologyProduct, vcpusOf } from './guest-resolve';
import { formatPciAddress, isDeviceId, parsePciAddress, shareTag } from './passthrough';
import { UUID } from './uuid';

/** What is wrong with the props of a guest. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly mend: string;
  readonly keyPath: string;
  readonly why?: string;
}

/** What a guest is on, for judging its props. */
export interface GuestPlace {
  readonly name: string;
  readonly uuid: string;
  readonly architecture: string;
  readonly machine: Host;
}

/** The first thing that is wrong with the props of a guest, as far as they alone can tell. */
export function guestRefusal(props: LibvirtGuestProps, place: GuestPlace): Refusal | undefined {
  for (const judge of [names, memory, processors, pins, firmware, devices, shares, screen, life]) {
    for (const refusal of judge(props, place)) return refusal;
  }
  return undefined;
}

function no(code: string, keyPath: string, message: string, mend: string, why?: string): Refusal {
  return { code, keyPath, message, mend, why };
}

function whole(value: number | undefined, least: number): boolean {
  return value === undefined || (Number.isInteger(value) && value >= least);
}

function* names(props: LibvirtGuestProps, { name, uuid, architecture }: GuestPlace): Generator<Refusal> {
  if (!/^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/.test(name)) {
    yield no(
      'GUEST_NAME',
      'guestName',
      `"${name}" cannot be the name of a guest`,
      'use at most 63 letters, digits, . _ and -, a letter or digit first',
    );
  }
  if (!UUID.test(uuid)) {
    yield no('GUEST_UUID', 'uuid', `"${uuid}" is no UUID`, 'give it as virsh domuuid prints it');
  }
  if (!['x86_64', 'aarch64'].includes(architecture)) {
    yield no(
      'GUEST_ARCHITECTURE',
      'architecture',
      `no guests of the architecture "${architecture}" are made`,
      'give x86_64 or aarch64',
    );
  }
  if (
    props.host &&
    props.architecture !== undefined &&
    !(props.host.platform ?? architecture).startsWith(props.architecture)
  ) {
    yield no(
      'GUEST_ARCHITECTURE',
      'architecture',
      `the guest is ${props.architecture}, and its system ${props.host.platform}`,
      'leave architecture out: it follows from host.platform',
    );
  }
}

function* memory(props: LibvirtGuestProps): Generator<Refusal> {
  if ((props.memoryMib === undefined) === (props.memoryGib === undefined)) {
    yield no(
      'GUEST_MEMORY',
      'memoryGib',
      props.memoryMib === undefined ? 'the guest has no memory' : 'the guest has two sizes of memory',
      'give one of memoryGib and memoryMib',
    );
  }
  const size = memoryOf(props)!;
  if (!whole(size, 1)) {
    yield no(
      'GUEST_MEMORY',
      props.memoryMib === undefined ? 'memoryGib' : 'memoryMib',
      `${props.memoryMib ?? props.memoryGib} is no size of memory`,
      'give a number above 0, in whole MiB',
    );
  }
  const current = props.currentMemoryMib;
  if (!whole(current, 1) || (current ?? 0) > size) {
    yield no(
      'GUEST_MEMORY',
      'currentMemoryMib',
      `the guest cannot start with ${current} of ${size} MiB`,
      'give a whole number up to its memory',
    );
  }
  const fixed = (props.pciDevices ?? []).length > 0;
  if (fixed && (props.balloon || (current !== undefined && current < size))) {
    yield no(
      'GUEST_BALLOON',
      props.balloon ? 'balloon' : 'currentMemoryMib',
      'a guest with PCI devices cannot have a balloon',
      'leave it out',
      'the device reaches all of its memory, so none of it can be taken back',
    );
  }
  const page = props.hugepages === LibvirtHugepages.GIB_1 ? 1024 : 2;
  if (props.hugepages !== undefined && size % page !== 0) {
    yield no(
      'GUEST_HUGEPAGES',
      'hugepages',
      `${size} MiB do not divide into pages of ${props.hugepages}`,
      `give a multiple of ${page} MiB`,
    );
  }
}

function* processors(props: LibvirtGuestProps): Generator<Refusal> {
  const vcpus = vcpusOf(props);
  if (!whole(vcpus, 1)) {
    yield no('GUEST_VCPUS', 'vcpus', `${vcpus} is no number of processors`, 'give a whole number from 1');
  }
  for (const [key, value] of Object.entries(props.cpuTopology ?? {})) {
    if (!whole(value, 1)) {
      yield no('GUEST_TOPOLOGY', `cpuTopology.${key}`, `${value} is no number of ${key}`, 'give a whole number from 1');
    }
  }
  const product = topologyProduct(props);
  if (product !== undefined && product !== vcpus) {
    yield no(
      'GUEST_TOPOLOGY',
      'cpuTopology',
      `the topology has ${product} processors, and the guest ${vcpus}`,
      'make sockets × dies × cores × threads the number of vcpus, or leave vcpus out',
    );
  }
  const custom = props.cpuMode === LibvirtCpuMode.CUSTOM;
  if (custom !== (props.cpuModel !== undefined) && (custom || props.cpuMode !== undefined)) {
    yield no(
      'GUEST_CPU',
      'cpuModel',
      custom ? 'cpuMode CUSTOM names no model' : `cpuMode ${props.cpuMode} has no use for a model`,
      "give cpuMode: LibvirtCpuMode.CUSTOM and cpuModel: 'EPYC-Milan', or neither",
    );
  }
  if (props.cpuModel !== undefined && props.cpuMode === undefined) {
    yield no(
      'GUEST_CPU',
      'cpuModel',
      'a processor model is named, and the mode is another',
      'give cpuMode: LibvirtCpuMode.CUSTOM too',
    );
  }
  for (const [feature, policy] of Object.entries(props.cpuFeatures ?? {})) {
    if (!['require', 'disable', 'force', 'optional', 'forbid'].includes(policy)) {
      yield no(
        'GUEST_CPU',
        `cpuFeatures.${feature}`,
        `"${policy}" is nothing to do with a processor feature`,
        'give require, disable, force, optional or forbid',
      );
    }
  }
  if (props.nestedVirtualisation && props.cpuMode === LibvirtCpuMode.CUSTOM) {
    yield no(
      'GUEST_NESTED',
      'nestedVirtualisation',
      'a named processor model has no virtualisation',
      'use HOST_PASSTHROUGH',
    );
  }
}

function* pins(props: LibvirtGuestProps, { machine }: GuestPlace): Generator<Refusal> {
  const list = props.vcpuPins ?? [];
  const vcpus = vcpusOf(props);
  if (list.length > 0 && list.length !== vcpus) {
    yield no(
      'GUEST_PINS',
      'vcpuPins',
      `${list.length} virtual processors are pinned, and the guest has ${vcpus}`,
      'give one entry for each of them',
    );
  }
  const sets = [...list.map((set, i) => [`vcpuPins[${i}]`, set]), ['emulatorPins', props.emulatorPins]] as [
    string,
    string | undefined,
  ][];
  for (const [key, set] of sets) {
    if (set === undefined) continue;
    const cpus = parseCpuSet(set);
    if (!cpus) {
      yield no('GUEST_PINS', key, `"${set}" is no set of CPUs`, 'give numbers and ranges: 0-3,8,^2');
      return;
    }
    const outside = [...cpus].find((cpu) => machine.threads !== undefined && cpu >= machine.threads);
    if (outside !== undefined) {
      yield no(
        'GUEST_PINS',
        key,
        `${machine.systemName} has no CPU ${outside}: its ${machine.threads} threads are 0 to ${machine.threads! - 1}`,
        'give CPUs of the host, as lscpu -e lists them',
      );
    }
  }
  if (!whole(props.ioThreads, 0)) {
    yield no('GUEST_IO_THREADS', 'ioThreads', `${props.ioThreads} is no number of threads`, 'give a whole number');
  }
}

function* firmware(props: LibvirtGuestProps, { architecture }: GuestPlace): Generator<Refusal> {
  const x86 = architecture === 'x86_64';
  const machine = props.machine ?? (x86 ? 'q35' : 'virt');
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(machine)) {
    yield no(
      'GUEST_MACHINE',
      'machine',
      `"${machine}" is no machine type`,
      'give q35, or one that qemu-system-x86_64 -machine help lists',
    );
  }
  const bios = props.firmware === LibvirtFirmware.BIOS;
  if (bios && !x86) yield no('GUEST_FIRMWARE', 'firmware', `${architecture} has no BIOS`, 'leave firmware out: UEFI');
  if ((props.secureBoot ?? LibvirtSecureBoot.OFF) === LibvirtSecureBoot.OFF) return;
  if (bios) yield no('GUEST_SECURE_BOOT', 'secureBoot', 'a BIOS has no Secure Boot', 'leave firmware out: UEFI');
  if (!x86 || !/q35/.test(machine)) {
    yield no(
      'GUEST_SECURE_BOOT',
      'secureBoot',
      `Secure Boot needs system management mode, which ${machine} lacks`,
      'use the machine q35 on x86_64',
    );
  }
}

function* devices(props: LibvirtGuestProps): Generator<Refusal> {
  const orders = bootOrders(props);
  const twice = orders.find((order, i) => orders.indexOf(order) !== i);
  if (twice !== undefined) {
    yield no('GUEST_BOOT_ORDER', 'disks', `two devices have the place ${twice} in the boot order`, 'give each its own');
  }
  const seen = new Set<string>();
  for (const { address, id, romFile, bootOrder } of props.pciDevices ?? []) {
    const parsed = parsePciAddress(address);
    if (!parsed) {
      yield no(
        'GUEST_PCI',
        'pciDevices',
        `"${address}" is no PCI address`,
        'give it as lspci -D prints it: 0000:01:00.0',
      );
      return;
    }
    if (seen.has(formatPciAddress(parsed))) {
      yield no('GUEST_PCI', 'pciDevices', `${address} is handed through twice`, 'leave one out');
    }
    seen.add(formatPciAddress(parsed));
    if (id !== undefined && !isDeviceId(id)) {
      yield no(
        'GUEST_PCI',
        'pciDevices',
        `"${id}" is no vendor and device`,
        'give them as lspci -n prints them: 10de:2684',
      );
    }
    if (romFile !== undefined && !romFile.startsWith('/')) {
      yield no('GUEST_PCI', 'pciDevices', `"${romFile}" is no absolute path`, 'begin with /');
    }
    if (!whole(bootOrder, 1)) {
      yield no('GUEST_PCI', 'pciDevices', `${bootOrder} is no place in an order`, 'give a whole number from 1');
    }
  }
  for (const { id } of props.usbDevices ?? []) {
    if (!isDeviceId(id)) {
      yield no(
        'GUEST_USB',
        'usbDevices',
        `"${id}" is no vendor and product`,
        'give them as lsusb prints them: 1a86:55d4',
      );
    }
    if (seen.has(id.toLowerCase())) {
      yield no('GUEST_USB', 'usbDevices', `${id} is handed through twice`, 'leave one out');
    }
    seen.add(id.toLowerCase());
  }
  if (props.vsockCid !== undefined && !(whole(props.vsockCid, 3) && props.vsockCid < 2 ** 32 - 1)) {
    yield no(
      'GUEST_VSOCK',
      'vsockCid',
      `${props.vsockCid} is no context id of a guest`,
      'give a whole number from 3: 0 to 2 mean the host',
    );
  }
}

function* shares(props: LibvirtGuestProps): Generator<Refusal> {
  const tags = new Set<string>();
  for (const share of props.shares ?? []) {
    const tag = shareTag(share);
    if (!/^\/[^\0\n]*$/.test(share.source)) {
      yield no('GUEST_SHARE', 'shares', `"${share.source}" is no absolute path`, 'begin with /');
    }
    if (!/^[A-Za-z0-9_.-]{1,35}$/.test(tag)) {
      yield no(
        'GUEST_SHARE',
        'shares',
        `"${tag}" cannot be the tag of a share`,
        'give a tag of at most 35 letters, digits, . _ and -',
      );
    }
    if (tags.has(tag)) {
      yield no('GUEST_SHARE', 'shares', `two shares have the tag "${tag}"`, 'give one of them another tag');
    }
    tags.add(tag);
    if (share.mountPoint === undefined) continue;
    if (!props.host) {
      yield no(
        'GUEST_SHARE',
        'shares',
        `${share.source} is to be mounted, and the estate does not describe the guest's system`,
        'leave mountPoint out, and mount it in the guest',
      );
    }
    if (!share.mountPoint.startsWith('/')) {
      yield no('GUEST_SHARE', 'shares', `"${share.mountPoint}" is no absolute path`, 'begin with /');
    }
  }
}

function* screen(props: LibvirtGuestProps): Generator<Refusal> {
  const { graphics, graphicsListen: listen, graphicsPort: port, video } = props;
  if (graphics === LibvirtGraphics.NONE && (listen !== undefined || port !== undefined || video !== undefined)) {
    yield no(
      'GUEST_GRAPHICS',
      'graphics',
      'a guest without a screen has settings for one',
      'leave them out, or graphics: NONE',
    );
  }
  if (listen !== undefined && isIP(listen) === 0) {
    yield no(
      'GUEST_GRAPHICS',
      'graphicsListen',
      `"${listen}" is no address`,
      'give an address of the host, such as 127.0.0.1',
    );
  }
  if (port !== undefined && !(whole(port, 5900) && port <= 65535)) {
    yield no(
      'GUEST_GRAPHICS',
      'graphicsPort',
      `a screen cannot be shown on port ${port}`,
      'give one from 5900 to 65535',
    );
  }
}

function* life(props: LibvirtGuestProps): Generator<Refusal> {
  if (!whole(props.shutdownTimeoutSeconds, 1)) {
    yield no(
      'GUEST_TIMEOUT',
      'shutdownTimeoutSeconds',
      `${props.shutdownTimeoutSeconds} is no number of seconds`,
      'give a whole number from 1',
    );
  }
  if (props.host) return;
  if (props.image) {
    yield no(
      'GUEST_IMAGE',
      'image',
      "the estate does not describe the guest's system, so there is no image of it",
      'give host, or leave image out',
    );
  }
  if ((props.disks ?? []).some((disk) => disk._props.fromGuestImage)) {
    yield no(
      'GUEST_IMAGE',
      'disks',
      "the estate does not describe the guest's system, so there is no image to copy",
      'give host, or another source with `from`',
    );
  }
}
