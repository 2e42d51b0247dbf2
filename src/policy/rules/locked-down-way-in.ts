import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { policyFindings } from '../system-policy';

export const lockedDownWayIn: IRule = {
  code: 'LOCKED_DOWN_WAY_IN',
  severity: Severity.ERROR,
  title: 'A host that is locked down is reached by SSH and the tailnet alone',
  reason: 'each other way in is one more to guard',
  source: 'the policy LockedDown; its guide lists the options',
  breaks: `
new Host(app, 'telnet', { ...machine, options: { services: { cockpit: { enable: true } } } });
Aspects.of(app).add(new LockedDown());
`,
  holds: `
new Host(app, 'telnet', { ...machine });
Aspects.of(app).add(new LockedDown());
`,
  check: foundBy(policyFindings),
};
