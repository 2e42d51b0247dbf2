import { ADMIN, ageFile, filesOf } from './example-files';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { ownerFindings } from '../ownership';

export const secretOwnerDynamic: IRule = {
  code: 'SECRET_OWNER_DYNAMIC',
  severity: Severity.ERROR,
  title: 'No secret belongs to a user that systemd makes at each start',
  reason: 'secrets are decrypted before the service starts, when there is no such user',
  source: 'systemd.exec(5): DynamicUser, LoadCredential',
  files: filesOf('dynamic', { 'dynamic-files/key.age': ageFile('admin', 'machine') }),
  breaks: `
const store = new AgenixStore(app, 'dynamic', { folder: 'dynamic', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'dynamic-host', { ...machine, options: { services: { prowlarr: { enable: true } } } });
new Secret(app, 'dynamic-key', { store, file: 'dynamic-files/key.age' }).on(host, { owner: 'prowlarr' });
`,
  holds: `
const store = new AgenixStore(app, 'dynamic', { folder: 'dynamic', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'dynamic-host', { ...machine, options: { services: { prowlarr: { enable: true } } } });
new Secret(app, 'dynamic-key', { store, file: 'dynamic-files/key.age' }).on(host);
`,
  check: foundBy(ownerFindings),
};
