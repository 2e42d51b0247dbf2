import { ADMIN, ageFile, filesOf } from './example-files';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { ownerFindings } from '../ownership';

export const secretPrivateUsers: IRule = {
  code: 'SECRET_PRIVATE_USERS',
  severity: Severity.ERROR,
  title: 'A container that is given secrets knows the users of its host',
  reason: 'the file belongs to a user of the host, whom a container with user ids of its own sees as nobody',
  source: 'systemd-nspawn(1): --private-users',
  files: filesOf('private', { 'private-files/key.age': ageFile('admin', 'machine') }),
  breaks: `
const store = new AgenixStore(app, 'private', { folder: 'private', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'private-host', { ...machine });
const box = new NixosContainer(host, 'private-box', { privateNetwork: false, privateUsers: 'pick' });
new Secret(app, 'private-key', { store, file: 'private-files/key.age' }).on(box);
`,
  holds: `
const store = new AgenixStore(app, 'private', { folder: 'private', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'private-host', { ...machine });
const box = new NixosContainer(host, 'private-box', { privateNetwork: false, privateUsers: 'identity' });
new Secret(app, 'private-key', { store, file: 'private-files/key.age' }).on(box);
`,
  check: foundBy(ownerFindings),
};
