import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { policyFindings } from '../system-policy';

export const lockedDownProgram: IRule = {
  code: 'LOCKED_DOWN_PROGRAM',
  severity: Severity.ERROR,
  title: 'A host that is locked down runs no programs for people',
  reason: 'what is not on a host cannot be used against it, and needs no updates',
  source: 'the policy LockedDown; its guide lists the options',
  breaks: `
new Host(app, 'player', { ...machine, allowUnfree: true, options: { programs: { steam: { enable: true } } } });
Aspects.of(app).add(new LockedDown());
`,
  holds: `
new Host(app, 'player', { ...machine });
Aspects.of(app).add(new LockedDown());
`,
  check: foundBy(policyFindings),
};
