import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { policyFindings } from '../system-policy';

export const lockedDownTrusted: IRule = {
  code: 'LOCKED_DOWN_TRUSTED',
  severity: Severity.ERROR,
  title: 'A host that is locked down trusts no interface as a whole',
  reason: 'a trusted interface lets everything in',
  source: 'the policy LockedDown; NixOS: networking.firewall.trustedInterfaces',
  breaks: `
new Host(app, 'trusting', { ...machine, firewall: { trustedInterfaces: ['eno1'] } });
Aspects.of(app).add(new LockedDown());
`,
  holds: `
const trusting = new Host(app, 'trusting', { ...machine });
trusting.firewall.allowTcp(8123, { interface: 'eno1' });
Aspects.of(app).add(new LockedDown());
`,
  check: foundBy(policyFindings),
};
