import type { DangerRule, Situation } from './danger';

/** Lists of what the firewall lets through. */
const PORTS =
  /^(allowed(TCP|UDP)(Ports|PortRanges)|trustedInterfaces|extra(Commands|InputRules|ForwardRules|ReversePathFilterRules))$/;

/** What lets more of the network in. */
export const network: DangerRule = (situation) => {
  const { change, path } = situation;
  const [first, second, third] = path;
  const last = path[path.length - 1];
  const opened = (message: string) => ({ code: 'FIREWALL_OPENED' as const, at: change.path, message });
  if (first === 'networking' && second === 'firewall') {
    if (path.length === 3 && third === 'enable') {
      return becomes(situation, false) ? opened('the firewall is off') : undefined;
    }
    if (PORTS.test(last!) && adds(situation)) {
      const where = third === 'interfaces' ? ` on ${path[3]}` : '';
      return opened(`the firewall lets more in${where}`);
    }
    if (last === 'allowPing' || last === 'checkReversePath') return undefined;
  }
  if (first === 'networking' && second === 'nftables' && /^(ruleset|rulesetFile|content)$/.test(last!)) {
    return opened('rules of nftables change');
  }
  if (first === 'networking' && second === 'nat' && third === 'forwardPorts' && adds(situation)) {
    return opened('ports are forwarded');
  }
  if (first === 'containers' && third === 'forwardPorts' && adds(situation)) {
    return opened('ports are forwarded to the container');
  }
  if (/^openFirewall/.test(last!) && becomes(situation, true)) return opened('the service opens its ports');
  return undefined;
};

/** Whether the new value is this one and the old one was not. */
export function becomes({ change }: Situation, value: boolean): boolean {
  return change.to?.value === value;
}

/** Whether a list has more; what is no list may have. */
function adds({ change }: Situation): boolean {
  if (change.kind === 'removed' || change.isReordered) return false;
  if (change.added) return change.added.length > 0;
  return !(Array.isArray(change.to?.value) && change.to.value.length === 0);
}
