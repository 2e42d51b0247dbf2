import { isIPv6 } from 'net';
import { Diagnostics, NixModule } from '../app';
import { Host } from '../hosts';
import type { LibvirtGuest } from './guest';
import { LibvirtGraphics } from './guest-enums';

/** What the finished tree tells about one guest. */
export function checkGuest(guest: LibvirtGuest, diagnostics: Diagnostics): void {
  const { _props: props, _spec: spec, machine } = guest;
  if (!spec.kvm) {
    diagnostics.warning({
      code: 'GUEST_EMULATED',
      message: `${guest.guestName} is ${spec.architecture}, and ${machine.systemName} ${machine.platform}: every instruction of it is emulated`,
      why: "KVM runs guests of the host's own architecture alone; the others are many times slower",
      mend: 'run it on a host of its architecture',
    });
  }
  for (const { interface: each } of spec.interfaces) {
    if (each._kind === 'direct') {
      diagnostics.info({
        code: 'GUEST_MACVTAP',
        keyPath: 'interfaces',
        message: `${guest.guestName} and ${machine.systemName} cannot reach each other over ${each._source}`,
        why: 'a macvtap interface sends past the host; others in the network reach both',
        mend: 'where they must, add a LibvirtNetwork or use a bridge',
      });
    }
    if (each._kind === 'bridge' && !each._openvswitch && declaresBridge(machine, each._source) === false) {
      diagnostics.warning({
        code: 'GUEST_BRIDGE_UNKNOWN',
        keyPath: 'interfaces',
        message: `${machine.systemName} declares no bridge ${each._source}`,
        why: `${guest.guestName} does not start without it`,
        mend: `declare it: networking: { bridges: { '${each._source}': { members: ['…'] } } }`,
      });
    }
  }
  const listen = props.graphicsListen ?? '127.0.0.1';
  if (props.graphics !== LibvirtGraphics.NONE && !isLoopback(listen)) {
    diagnostics.warning({
      code: 'GUEST_SCREEN_OPEN',
      keyPath: 'graphicsListen',
      message: `whoever reaches ${listen} of ${machine.systemName} can use the screen and keyboard of ${guest.guestName}`,
      why: 'there is no password: a definition can be read by everyone on the host',
      mend: 'leave graphicsListen out and reach the screen through SSH, or give an address of a trusted network',
    });
  }
  if (props.nestedVirtualisation && guest.hasHost && guest.hypervisor.cpu === undefined) {
    diagnostics.error({
      code: 'LIBVIRT_CPU_UNKNOWN',
      keyPath: 'nestedVirtualisation',
      message: `${guest.guestName} runs guests of its own, and it is not known who made the host's processor`,
      why: 'KVM has one kernel module for AMD and one for Intel',
      mend: 'give the host hardware: { cpu: CpuVendor.AMD }',
    });
  }
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || (isIPv6(address) && address === '::1');
}

/** Whether the host's modules make a bridge; undefined where hand-written ones may. */
export function declaresBridge(machine: Host, bridge: string): boolean | undefined {
  if (machine.bridges.includes(bridge)) return true;
  for (const module of machine._modules) {
    const found = declaredIn(module, bridge);
    if (found) return true;
  }
  const foreign = [...machine._imports.keys()].some((text) => !text.startsWith('inputs.'));
  const unknown = foreign || machine._modules.some((module) => module._props.source !== undefined);
  return unknown ? undefined : false;
}

function declaredIn(module: NixModule, bridge: string): boolean {
  const options = module._definitions() as Record<string, any> | undefined;
  if (options?.networking?.bridges?.[bridge] !== undefined) return true;
  const devices: any[] = Object.values(options?.systemd?.network?.netdevs ?? {});
  return devices.some((device) => device?.netdevConfig?.Name === bridge);
}
