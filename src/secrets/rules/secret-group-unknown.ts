import { ADMIN, ageFile, filesOf } from './example-files';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { ownerFindings } from '../ownership';

export const secretGroupUnknown: IRule = {
  code: 'SECRET_GROUP_UNKNOWN',
  severity: Severity.ERROR,
  title: 'A secret belongs to a group that the host has',
  reason: 'the activation cannot give a file to a group that is not there',
  source: 'agenix: age.secrets.<name>.group; sops-nix: sops.secrets.<name>.group',
  files: filesOf('group', { 'group-files/key.age': ageFile('admin', 'machine') }),
  breaks: `
const store = new AgenixStore(app, 'group', { folder: 'group', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'group-host', { ...machine });
new Secret(app, 'group-key', { store, file: 'group-files/key.age' }).on(host, { group: 'media', mode: '0440' });
`,
  holds: `
const store = new AgenixStore(app, 'group', { folder: 'group', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'group-host', { ...machine, groups: { media: {} } });
new Secret(app, 'group-key', { store, file: 'group-files/key.age' }).on(host, { group: 'media', mode: '0440' });
`,
  check: foundBy(ownerFindings),
};
