import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { policyFindings } from '../system-policy';

export const lockedDownUnseen: IRule = {
  code: 'LOCKED_DOWN_UNSEEN',
  severity: Severity.INFO,
  title: 'What a host that is locked down imports can be looked at',
  reason: 'a folder of hand-written modules imports what it likes',
  source: 'the policy LockedDown',
  breaks: `
const unseen = new Host(app, 'unseen', { ...machine });
unseen.importFile('modules');
Aspects.of(app).add(new LockedDown());
`,
  holds: `
const unseen = new Host(app, 'unseen', { ...machine });
unseen.importFile('modules/default.nix');
unseen.importFile('modules/more.nix');
Aspects.of(app).add(new LockedDown());
`,
  files: { 'modules/default.nix': '{ imports = [ ./more.nix ]; }\n', 'modules/more.nix': '{ }\n' },
  check: foundBy(policyFindings),
};
