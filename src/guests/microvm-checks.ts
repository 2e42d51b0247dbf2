import { Diagnostics } from '../app';
import { plainOptions } from '../app/plain-options';
import { NetworkBackend } from '../hosts';
import { declaresBridge } from './guest-checks';
import type { MicrovmGuest } from './microvm-guest';
import { interfacesOf } from './microvm-spec';

/** What the finished tree tells about one microvm. */
export function checkMicrovm(guest: MicrovmGuest, diagnostics: Diagnostics): void {
  const { _props: props, machine, guestName } = guest;
  interfacesOf(guest).forEach(({ interface: each, id }, index) => {
    const keyPath = `interfaces[${index}]`;
    const source = each._source!;
    if (each._kind === 'macvtap') {
      diagnostics.info({
        code: 'GUEST_MACVTAP',
        keyPath,
        message: `${guestName} and ${machine.systemName} cannot reach each other over ${source}`,
        why: 'a macvtap interface sends past the host; others in the network reach both',
        mend: 'where they must, use a bridge',
      });
      return;
    }
    if (each._source === undefined) return;
    if (declaresBridge(machine, source) === false) {
      diagnostics.warning({
        code: 'GUEST_BRIDGE_UNKNOWN',
        keyPath,
        message: `${machine.systemName} declares no bridge ${source}`,
        why: `${guestName} ${each._kind === 'tap' ? 'has no network' : 'does not start'} without it`,
        mend: `declare it: networking: { bridges: { '${source}': { members: ['…'] } } }`,
      });
    }
    if (each._kind === 'tap' && machine.networkBackend !== NetworkBackend.NETWORKD) {
      diagnostics.error({
        code: 'MICROVM_TAP_BRIDGE',
        keyPath,
        message: `nothing on ${machine.systemName} puts ${id} into the bridge ${source}`,
        why: 'the interface is there only while the guest runs; networkd waits for it, other backends do not',
        mend: 'give the host networking: { backend: NetworkBackend.NETWORKD }, or use MicrovmInterface.bridge with QEMU',
      });
    }
  });
  const optimise = [
    ...plainOptions(guest.host, ['nix', 'optimise', 'automatic']),
    ...plainOptions(guest.host, ['nix', 'settings', 'auto-optimise-store']),
  ];
  if (optimise.includes(true)) {
    const finding = {
      code: 'MICROVM_OPTIMISE',
      message: `${guestName} is to store identical files of its /nix/store once`,
      why: 'its store is read-only, or an overlay',
      mend: 'leave it out for microvms',
      related: [guest.host.node.path],
    };
    if (props.writableStoreOverlay !== undefined) diagnostics.error(finding);
    else diagnostics.warning(finding);
  }
  const kept = [...(props.volumes ?? []), ...(props.shares ?? [])].map(({ mountPoint }) => mountPoint);
  if (!kept.some((path) => path === '/' || path?.startsWith('/var'))) {
    diagnostics.info({
      code: 'MICROVM_FORGETS',
      message: `${guestName} forgets at every start what it wrote to /var and /etc`,
      why: 'its root is in memory: logs, the state of services and the SSH host keys are made anew',
      mend: "give it a volume: { image: 'var.img', mountPoint: '/var', sizeGib: 4 }",
    });
  }
}
