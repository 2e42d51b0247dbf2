import { ADMIN, ageFile, filesOf } from './example-files';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Secret } from '../secret';

export const secretUnused: IRule = {
  code: 'SECRET_UNUSED',
  severity: Severity.WARNING,
  title: 'Every secret is used',
  reason: 'nobody knows any more what it opens, and whether it may be thrown away',
  source: 'Secret.on',
  files: filesOf('idle', {
    'idle-files/wifi.age': ageFile('admin'),
    'idle-files/rekeyed.age': ageFile('admin', 'machine'),
  }),
  breaks: `
const store = new AgenixStore(app, 'idle', { folder: 'idle', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'idle-host', { ...machine });
new Secret(app, 'idle-key', { store, file: 'idle-files/wifi.age' });
`,
  holds: `
const store = new AgenixStore(app, 'idle', { folder: 'idle', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'idle-host', { ...machine });
new Secret(app, 'idle-key', { store, file: 'idle-files/rekeyed.age' }).on(host);
`,
  check(estate, report) {
    for (const secret of estate._all(Secret.isSecret)) {
      if (secret.uses.length > 0) continue;
      report.found(secret, {
        message: `nothing uses the secret ${secret.secretName}`,
        mend: `use it (secret.on(host)), or remove it and ${secret.file}`,
      });
    }
  },
};
