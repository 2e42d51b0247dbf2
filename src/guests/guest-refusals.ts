import { Host } from '../hosts';
import { parseCpuSet } from './cpu-set';
import { LibvirtCpuMode, LibvirtFirmware, LibvirtHugepages, LibvirtSecureBoot } from './guest-enums';
import { LibvirtGuestProps } from './guest-props';
import { devices, screen, shares } from './guest-refusals-devices';
import { memoryOf, topologyProduct, vcpusOf } from './guest-resolve';
import { no, Refusal, whole } from './refusal';
import { UUID } from './uuid';

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
