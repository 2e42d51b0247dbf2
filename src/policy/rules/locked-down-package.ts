import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { policyFindings } from '../system-policy';

export const lockedDownPackage: IRule = {
  code: 'LOCKED_DOWN_PACKAGE',
  severity: Severity.ERROR,
  title: 'A host that is locked down has no tools of development and attack',
  reason: 'what is not on a host cannot be used against it, and needs no updates',
  source: 'the policy LockedDown; its guide lists the packages',
  breaks: `
new Host(app, 'compiler', { ...machine, packages: ['gcc'] });
Aspects.of(app).add(new LockedDown());
`,
  holds: `
new Host(app, 'compiler', { ...machine, packages: ['vim'] });
Aspects.of(app).add(new LockedDown());
`,
  check: foundBy(policyFindings),
};
