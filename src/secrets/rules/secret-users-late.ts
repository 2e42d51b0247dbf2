import { ADMIN, ageFile, filesOf } from './example-files';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { ownerFindings } from '../ownership';

export const secretUsersLate: IRule = {
  code: 'SECRET_USERS_LATE',
  severity: Severity.ERROR,
  title: 'A password that users are made with is decrypted before them',
  reason: 'with systemd.sysusers or userborn a service makes users, and agenix waits for it',
  source: 'agenix: the unit agenix-install-secrets; NixOS: services.userborn',
  files: filesOf('late', { 'late-files/key.age': ageFile('admin', 'machine') }),
  breaks: `
const store = new AgenixStore(app, 'late', { folder: 'late', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'late-host', { ...machine, options: { services: { userborn: { enable: true } } } });
const hashedPasswordFile = new Secret(app, 'late-key', { store, file: 'late-files/key.age' }).on(host);
host.addUser('ada', { hashedPasswordFile });
`,
  holds: `
const store = new AgenixStore(app, 'late', { folder: 'late', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'late-host', { ...machine, options: { services: { userborn: { enable: true } } } });
new Secret(app, 'late-key', { store, file: 'late-files/key.age' }).on(host);
`,
  check: foundBy(ownerFindings),
};
