import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { policyFindings } from '../system-policy';

export const lockedDownPort: IRule = {
  code: 'LOCKED_DOWN_PORT',
  severity: Severity.ERROR,
  title: 'A host that is locked down opens its ports on single interfaces',
  reason: 'what listens on every network can be reached from networks that nobody thought of',
  source: 'the policy LockedDown; NixOS: networking.firewall.allowedTCPPorts, openFirewall',
  breaks: `
const wide = new Host(app, 'wide-open', { ...machine });
wide.firewall.allowTcp(8123);
Aspects.of(app).add(new LockedDown());
`,
  holds: `
const wide = new Host(app, 'wide-open', { ...machine });
wide.firewall.allowTcp(8123, { interface: 'eno1' });
Aspects.of(app).add(new LockedDown());
`,
  check: foundBy(policyFindings),
};
