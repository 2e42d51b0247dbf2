import { deviceElements } from './domain-devices';
import { DomainSpec } from './domain-spec';
import {
  LibvirtCpuMode,
  LibvirtCrashAction,
  LibvirtFirmware,
  LibvirtGuestOs,
  LibvirtHugepages,
  LibvirtSecureBoot,
} from './guest-enums';
import { element, isElement, textElement, writeXml, XmlElement, XmlNode } from './xml';

/**
 * The definition of a guest as libvirt reads it.
 * See https://libvirt.org/formatdomain.html.
 */
export function domainXml(spec: DomainSpec): string {
  const { props } = spec;
  let root = element('domain', { type: spec.kvm ? 'kvm' : 'qemu' }, [
    { comment: ' Written by cosmo: change the estate, not this file. ' },
    textElement('name', spec.name),
    textElement('uuid', spec.uuid),
    props.description !== undefined ? textElement('description', props.description) : undefined,
    element('memory', { unit: 'MiB' }, [String(spec.memoryMib)]),
    props.currentMemoryMib !== undefined
      ? element('currentMemory', { unit: 'MiB' }, [String(props.currentMemoryMib)])
      : undefined,
    memoryBacking(spec),
    element('vcpu', { placement: 'static' }, [String(spec.vcpus)]),
    props.ioThreads ? textElement('iothreads', props.ioThreads) : undefined,
    cpuTune(spec),
    operatingSystem(spec),
    features(spec),
    cpu(spec),
    clock(spec),
    textElement('on_poweroff', 'destroy'),
    textElement('on_reboot', 'restart'),
    textElement('on_crash', props.onCrash ?? LibvirtCrashAction.DESTROY),
    element('devices', {}, deviceElements(spec)),
  ]);
  for (const { into, elements } of spec.extra) root = insert(root, into, elements);
  return writeXml(root);
}

function isX86(spec: DomainSpec): boolean {
  return spec.architecture === 'x86_64';
}

/** virtiofs needs memory that its daemon can see too. */
function memoryBacking({ props }: DomainSpec): XmlElement | undefined {
  const shared = (props.shares ?? []).length > 0;
  if (props.hugepages === undefined && !shared) return undefined;
  const huge = element('hugepages', {}, [
    props.hugepages === LibvirtHugepages.GIB_1
      ? element('page', { size: 1, unit: 'GiB' })
      : element('page', { size: 2, unit: 'MiB' }),
  ]);
  return element('memoryBacking', {}, [
    props.hugepages !== undefined ? huge : undefined,
    shared ? element('source', { type: 'memfd' }) : undefined,
    shared ? element('access', { mode: 'shared' }) : undefined,
  ]);
}

function cpuTune({ props }: DomainSpec): XmlElement | undefined {
  const pins = props.vcpuPins ?? [];
  if (pins.length === 0 && props.emulatorPins === undefined) return undefined;
  return element('cputune', {}, [
    ...pins.map((cpuset, vcpu) => element('vcpupin', { vcpu, cpuset })),
    props.emulatorPins !== undefined ? element('emulatorpin', { cpuset: props.emulatorPins }) : undefined,
  ]);
}

/**
 * UEFI is chosen by libvirt from what it can do, so that no path of the Nix
 * store stands in a definition. Keys that are enrolled already, QEMU's own
 * firmware lacks: there the files are named.
 */
function operatingSystem(spec: DomainSpec): XmlElement {
  const { props, architecture: arch } = spec;
  const machine = props.machine ?? (isX86(spec) ? 'q35' : 'virt');
  const type = element('type', { arch, machine }, ['hvm']);
  if (props.firmware === LibvirtFirmware.BIOS) return element('os', {}, [type]);
  const secureBoot = props.secureBoot ?? LibvirtSecureBoot.OFF;
  if (secureBoot === LibvirtSecureBoot.MICROSOFT_KEYS) {
    const { code, vars } = spec.enrolledFirmware;
    return element('os', {}, [
      type,
      element('loader', { readonly: true, secure: true, type: 'pflash' }, [code]),
      element('nvram', { template: vars }, [`/var/lib/libvirt/qemu/nvram/${spec.name}_VARS.fd`]),
    ]);
  }
  const on = secureBoot === LibvirtSecureBoot.SETUP_MODE;
  return element('os', { firmware: 'efi' }, [
    type,
    element('firmware', {}, [
      on ? element('feature', { enabled: false, name: 'enrolled-keys' }) : undefined,
      element('feature', { enabled: on, name: 'secure-boot' }),
    ]),
  ]);
}

function features(spec: DomainSpec): XmlElement {
  const { props } = spec;
  const secureBoot = (props.secureBoot ?? LibvirtSecureBoot.OFF) !== LibvirtSecureBoot.OFF;
  const on = { state: 'on' };
  const hyperv = element('hyperv', { mode: 'custom' }, [
    element('relaxed', on),
    element('vapic', on),
    element('spinlocks', { ...on, retries: 8191 }),
    element('vpindex', on),
    element('runtime', on),
    element('synic', on),
    element('stimer', on),
    element('frequencies', on),
  ]);
  return element('features', {}, [
    element('acpi'),
    isX86(spec) ? element('apic') : element('gic', { version: spec.kvm ? 'host' : '3' }),
    isX86(spec) && spec.kvm && props.guestOs === LibvirtGuestOs.WINDOWS ? hyperv : undefined,
    isX86(spec) ? element('vmport', { state: 'off' }) : undefined,
    secureBoot ? element('smm', on) : undefined,
  ]);
}

function cpu(spec: DomainSpec): XmlElement {
  const { props, vcpus } = spec;
  const given = props.cpuTopology;
  const topology = element('topology', {
    sockets: given?.sockets ?? 1,
    dies: given?.dies ?? 1,
    cores: given?.cores ?? vcpus,
    threads: given?.threads ?? 1,
  });
  const policies = Object.entries(props.cpuFeatures ?? {}).map(([name, policy]) =>
    element('feature', { policy, name }),
  );
  const mode = spec.kvm
    ? (props.cpuMode ?? LibvirtCpuMode.HOST_PASSTHROUGH)
    : props.cpuModel !== undefined
      ? LibvirtCpuMode.CUSTOM
      : 'maximum';
  switch (mode) {
    case LibvirtCpuMode.CUSTOM:
      return element('cpu', { mode, match: 'exact', check: 'partial' }, [
        element('model', { fallback: 'forbid' }, [props.cpuModel ?? '']),
        topology,
        ...policies,
      ]);
    case LibvirtCpuMode.HOST_MODEL:
      return element('cpu', { mode, check: 'partial' }, [topology, ...policies]);
    default:
      return element('cpu', { mode, check: 'none', migratable: 'on' }, [topology, ...policies]);
  }
}

function clock(spec: DomainSpec): XmlElement {
  const windows = spec.props.guestOs === LibvirtGuestOs.WINDOWS;
  const timers = [
    element('timer', { name: 'rtc', tickpolicy: 'catchup' }),
    element('timer', { name: 'pit', tickpolicy: 'delay' }),
    element('timer', { name: 'hpet', present: false }),
    windows && spec.kvm ? element('timer', { name: 'hypervclock', present: true }) : undefined,
  ];
  return element('clock', { offset: windows ? 'localtime' : 'utc' }, isX86(spec) ? timers : []);
}

/** Put elements into the element at a path; what is missing on the way is made. */
function insert(root: XmlElement, path: readonly string[], elements: readonly XmlElement[]): XmlElement {
  if (path.length === 0) return { ...root, children: [...root.children, ...elements] };
  const [name, ...rest] = path;
  const index = root.children.findIndex((child) => isElement(child) && child.name === name);
  const children: XmlNode[] = [...root.children];
  if (index >= 0) children[index] = insert(children[index] as XmlElement, rest, elements);
  else children.push(insert(element(name!), rest, elements));
  return { ...root, children };
}
