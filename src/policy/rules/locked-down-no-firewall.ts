import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { policyFindings } from '../system-policy';

export const lockedDownNoFirewall: IRule = {
  code: 'LOCKED_DOWN_NO_FIREWALL',
  severity: Severity.ERROR,
  title: 'A host that is locked down has its firewall on',
  reason: 'what listens on every network can be reached from networks that nobody thought of',
  source: 'the policy LockedDown; NixOS: networking.firewall.enable',
  breaks: `
new Host(app, 'no-firewall', { ...machine, firewall: { enable: false } });
Aspects.of(app).add(new LockedDown());
`,
  holds: `
new Host(app, 'no-firewall', { ...machine });
Aspects.of(app).add(new LockedDown());
`,
  check: foundBy(policyFindings),
};
