import { DangerRule, goneWith, has } from './danger';

/** Options that say what a microvm is. */
const MICROVM = new Set(['vcpu', 'mem', 'hypervisor', 'interfaces', 'volumes', 'shares', 'devices', 'machineId']);

/** A virtual machine or container that is another one, or gone. */
export const guests: DangerRule = (situation) => {
  const { change, path, outer, before } = situation;
  const [first, second, third] = path;
  const redefined = (message: string, at = change.path) => ({ code: 'GUEST_REDEFINED' as const, at, message });
  if (first === 'containers' && path.length > 2) {
    const whole = goneWith(situation, 2);
    if (whole) return redefined(`the container ${second} is removed`, whole);
    const isThere = has(before, change.path.slice(0, outer.length + 2));
    if (isThere && ['ephemeral', 'privateNetwork', 'privateUsers'].includes(third!)) {
      return redefined(`the container ${second} is made anew`);
    }
  }
  if (first === 'virtualisation' && second === 'oci-containers' && third === 'containers') {
    const whole = goneWith(situation, 4);
    if (whole) return redefined(`the container ${path[3]} is removed`, whole);
    if (path[4] === 'volumes' && (change.removed?.length ?? 1) > 0 && change.kind !== 'set') {
      return redefined(`the container ${path[3]} loses a volume`);
    }
  }
  if (first === 'virtualisation' && second === 'libvirt' && change.kind !== 'set') {
    return redefined('what libvirt has is defined anew');
  }
  if (first === 'systemd' && second === 'services' && /^libvirt-(guest|network|pool)-/.test(third ?? '')) {
    const whole = goneWith(situation, 3);
    const [, kind, name] = /^libvirt-(\w+?)-(.*)$/.exec(third!)!;
    if (whole) return redefined(`the ${kind} ${name} is no longer defined`, whole);
  }
  if (first === 'microvm' && second === 'vms') {
    const whole = goneWith(situation, 3);
    if (whole) return redefined(`the microvm ${third} is removed`, whole);
  }
  if (first === 'microvm' && MICROVM.has(second!) && change.kind !== 'set') {
    return redefined('the microvm is defined anew');
  }
  return undefined;
};
