import { ADMIN, ageFile, filesOf } from './example-files';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { storeFindings } from '../store-checks';

export const secretFileUnknown: IRule = {
  code: 'SECRET_FILE_UNKNOWN',
  severity: Severity.WARNING,
  title: 'Every encrypted file belongs to a secret',
  reason: 'what no secret is kept in is never encrypted again when keys change, and nobody knows what it was for',
  source: 'a real homelab',
  files: filesOf('stray', {
    'stray-files/wifi.age': ageFile('admin', 'machine'),
    'stray/old.age': ageFile('admin', 'machine'),
  }),
  breaks: `
const store = new AgenixStore(app, 'stray', { folder: 'stray', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'stray-host', { ...machine });
const secret = new Secret(app, 'stray-key', { store, file: 'stray-files/wifi.age' });
secret.on(host);
`,
  holds: `
const store = new AgenixStore(app, 'stray', { folder: 'stray', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'stray-host', { ...machine });
for (const file of ['stray-files/wifi.age', 'stray/old.age']) {
  new Secret(app, file.replace(/\\W/g, '-'), { store, file }).on(host);
}
`,
  check: foundBy(storeFindings),
};
