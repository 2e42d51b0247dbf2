import { ADMIN, ageFile, filesOf } from './example-files';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { ownerFindings } from '../ownership';

export const secretOwnerUnknown: IRule = {
  code: 'SECRET_OWNER_UNKNOWN',
  severity: Severity.ERROR,
  title: 'A secret belongs to a user that the host has',
  reason: 'the activation cannot give a file to a user that is not there',
  source: 'agenix: age.secrets.<name>.owner; sops-nix: sops.secrets.<name>.owner; a real homelab',
  files: filesOf('owner', { 'owner-files/key.age': ageFile('admin', 'machine') }),
  breaks: `
const store = new AgenixStore(app, 'owner', { folder: 'owner', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'owner-host', { ...machine, options: { services: { grafana: { enable: true } } } });
new Secret(app, 'owner-key', { store, file: 'owner-files/key.age' }).on(host, { owner: 'grafanna' });
`,
  holds: `
const store = new AgenixStore(app, 'owner', { folder: 'owner', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'owner-host', { ...machine, options: { services: { grafana: { enable: true } } } });
new Secret(app, 'owner-key', { store, file: 'owner-files/key.age' }).on(host, { owner: 'grafana' });
`,
  check: foundBy(ownerFindings),
};
