import { isIPv4 } from 'net';
import { canHoldSecret } from '../app/secret-path';
import { BootLoader, NetworkBackend } from '../hosts';
import { Expr } from '../nix';
import { MicrovmForwardFrom, MicrovmHypervisor } from './microvm-enums';
import type { MicrovmGuest } from './microvm-guest';
import { MicrovmGuestProps } from './microvm-props';
import { devices, shares, volumes } from './microvm-refusals-storage';
import { ABILITIES, hypervisorOf, interfacesOf, microvmMemory } from './microvm-spec';
import { no, Refusal, whole } from './refusal';

/** The first thing that is wrong with the props of a microvm, as far as they alone can tell. */
export function microvmRefusal(guest: MicrovmGuest): Refusal | undefined {
  for (const judge of [machine, interfaces, ports, volumes, shares, devices]) {
    for (const refusal of judge(guest._props, guest)) return refusal;
  }
  return undefined;
}

function* machine(props: MicrovmGuestProps, guest: MicrovmGuest): Generator<Refusal> {
  const hypervisor = hypervisorOf(props);
  const able = ABILITIES[hypervisor];
  if (!/^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/.test(guest.guestName)) {
    yield no(
      'MICROVM_NAME',
      'guestName',
      `"${guest.guestName}" cannot be the name of a microvm`,
      'use at most 63 letters, digits and "-": it is part of the names of units and of its own host name',
    );
  }
  const platform = props.host.platform;
  if (platform !== undefined && platform !== guest.machine.platform) {
    yield no(
      'MICROVM_PLATFORM',
      'host.platform',
      `${guest.guestName} is ${platform}, and ${guest.machine.systemName} ${guest.machine.platform}`,
      "leave it out: a microvm runs on its host's own processor",
    );
  }
  if (props.memoryMib !== undefined && props.memoryGib !== undefined) {
    yield no('MICROVM_MEMORY', 'memoryGib', 'the guest has two sizes of memory', 'give one of memoryGib and memoryMib');
  }
  if (!whole(microvmMemory(props), 32)) {
    yield no(
      'MICROVM_MEMORY',
      props.memoryGib === undefined ? 'memoryMib' : 'memoryGib',
      `${props.memoryMib ?? props.memoryGib} is no size of memory`,
      'give whole MiB, 32 and more',
    );
  }
  if (!whole(props.vcpus, 1)) {
    yield no('MICROVM_VCPUS', 'vcpus', `${props.vcpus} is no number of processors`, 'give a whole number from 1');
  }
  if (props.balloon && !able.balloon) {
    yield no('MICROVM_CANNOT', 'balloon', `${hypervisor} has no memory balloon`, 'leave it out, or use QEMU');
  }
  if (!whole(props.vsockCid, 3) || (props.vsockCid ?? 0) > 0xfffffffe) {
    yield no(
      'MICROVM_VSOCK',
      'vsockCid',
      `${props.vsockCid} is no context id of a guest`,
      'give a whole number from 3',
    );
  }
  const loader: BootLoader | undefined = props.host.boot?.loader;
  if (loader !== undefined && loader._kind !== 'none') {
    yield no(
      'MICROVM_BOOT_LOADER',
      'host.boot.loader',
      'a microvm has no boot loader: its hypervisor starts the kernel',
      'leave it out',
    );
  }
  for (const [name, { path }] of Object.entries(props.credentialFiles ?? {})) {
    const at = `credentialFiles.${name}`;
    if (!able.credentials) {
      yield no('MICROVM_CANNOT', at, `${hypervisor} hands no credentials to its guests`, 'use QEMU, or a share');
    }
    if (!/^[A-Za-z0-9_.-]+$/.test(name)) {
      yield no(
        'MICROVM_CREDENTIAL',
        at,
        `"${name}" cannot be the name of a credential`,
        'use letters, digits, . _ and -',
      );
    }
    if (!canHoldSecret(path)) {
      yield no(
        'MICROVM_CREDENTIAL',
        at,
        `${Expr.isExpr(path) ? path.source() : JSON.stringify(path)} cannot hold a secret`,
        'give an absolute path outside the Nix store',
      );
    }
  }
}

function* interfaces(props: MicrovmGuestProps, guest: MicrovmGuest): Generator<Refusal> {
  const hypervisor = hypervisorOf(props);
  const ids = new Set<string>();
  const { interfaces: own, backend = NetworkBackend.NETWORKD } = props.host.networking ?? {};
  const elsewhere = own !== undefined || backend !== NetworkBackend.NETWORKD;
  for (const [index, { interface: each, id }] of interfacesOf(guest).entries()) {
    const at = `interfaces[${index}]`;
    const { _kind: kind, _props: given } = each;
    if (!ABILITIES[hypervisor].interfaces.includes(kind)) {
      yield no(
        'MICROVM_CANNOT',
        at,
        `${hypervisor} has no interfaces of the kind ${kind}`,
        `use one of ${ABILITIES[hypervisor].interfaces.join(', ')}${kind === 'bridge' ? ": MicrovmInterface.tap({ bridge: '…' })" : ''}`,
      );
    }
    if (each._vhost && hypervisor !== MicrovmHypervisor.QEMU) {
      yield no('MICROVM_CANNOT', `${at}.vhost`, `${hypervisor} has no vhost for tap interfaces`, 'leave it out');
    }
    if (ids.has(id)) {
      yield no('MICROVM_INTERFACE_TWICE', at, `two interfaces are called ${id}`, 'give one another interfaceId');
    }
    ids.add(id);
    if (elsewhere && (given.addresses ?? given.gateway ?? given.nameservers) !== undefined) {
      yield no(
        'MICROVM_NETWORK_TWICE',
        at,
        own === undefined
          ? `its addresses are said here, and its network is set up by ${backend}`
          : 'its addresses are said here, and its host has networking.interfaces of its own',
        own === undefined ? 'leave host.networking.backend out' : 'say them in one place',
      );
    }
  }
}

function* ports(props: MicrovmGuestProps): Generator<Refusal> {
  const forwards = props.forwardPorts ?? [];
  if (forwards.length === 0) return;
  const user = (props.interfaces ?? []).some((each) => each._kind === 'user');
  if (hypervisorOf(props) !== MicrovmHypervisor.QEMU || !user) {
    yield no(
      'MICROVM_FORWARD',
      'forwardPorts',
      user ? `${hypervisorOf(props)} forwards no ports` : 'ports are forwarded to an interface that is not there',
      'use QEMU and MicrovmInterface.user()',
      'other guests are on a network of their own, where each port is reached as it is',
    );
  }
  for (const [index, forward] of forwards.entries()) {
    const at = `forwardPorts[${index}]`;
    for (const key of ['hostPort', 'guestPort'] as const) {
      const port = forward[key];
      if (port === undefined || (Number.isInteger(port) && port >= 1 && port <= 65535)) continue;
      yield no('PORT_OUT_OF_RANGE', `${at}.${key}`, `${port} is no port number`, 'give a whole number from 1 to 65535');
    }
    for (const key of ['hostAddress', 'guestAddress'] as const) {
      const address = forward[key];
      if (address === undefined || isIPv4(address)) continue;
      yield no('MICROVM_FORWARD', `${at}.${key}`, `"${address}" is no IPv4 address`, 'QEMU forwards IPv4 alone');
    }
    if (forward.from === MicrovmForwardFrom.GUEST && forward.guestAddress === undefined) {
      yield no(
        'MICROVM_FORWARD',
        `${at}.guestAddress`,
        'a way out of the guest has no address',
        "give one: '10.0.2.10'",
      );
    }
  }
}
