import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { policyFindings } from '../system-policy';

export const lockedDownInterface: IRule = {
  code: 'LOCKED_DOWN_INTERFACE',
  severity: Severity.ERROR,
  title: 'A host that is locked down opens ports on the named interfaces alone',
  reason: 'a port that is open on another network is reached by whoever is on it',
  source: 'the policy LockedDown, its prop interfaces',
  breaks: `
const cabled = new Host(app, 'guest-wifi', { ...machine });
cabled.firewall.allowTcp(8123, { interface: 'wlan-guest' });
Aspects.of(app).add(new LockedDown({ interfaces: ['eno1'] }));
`,
  holds: `
const cabled = new Host(app, 'guest-wifi', { ...machine });
cabled.firewall.allowTcp(8123, { interface: 'eno1' });
Aspects.of(app).add(new LockedDown({ interfaces: ['eno1'] }));
`,
  check: foundBy(policyFindings),
};
