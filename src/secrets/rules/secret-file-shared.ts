import { ADMIN, ENCRYPTED, filesOf, MACHINE, sopsFile } from './example-files';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { storeFindings } from '../store-checks';

export const secretFileShared: IRule = {
  code: 'SECRET_FILE_SHARED',
  severity: Severity.WARNING,
  title: 'Secrets of different machines stand in different files',
  reason: 'a file is encrypted as a whole: each machine that uses one value can read them all',
  source: 'sops: creation_rules',
  files: filesOf('crowd', {
    'crowd-files/all.json': sopsFile({ wifi: ENCRYPTED, mail: ENCRYPTED }),
    'crowd-files/wifi.json': sopsFile({ wifi: ENCRYPTED }),
    'crowd-files/mail.json': sopsFile({ mail: ENCRYPTED }),
  }),
  breaks: `
const store = new SopsStore(app, 'crowd', { folder: 'crowd', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'crowd-host', { ...machine });
new Secret(app, 'crowd-wifi', { store, file: 'crowd-files/all.json', key: 'wifi' }).on(host);
const home = new StandaloneHome(app, 'ada@crowd', { stateVersion: '25.11' });
new HostKey(home, 'key', { publicKey: '${MACHINE}' });
const mail = new Secret(app, 'crowd-mail', { store, file: 'crowd-files/all.json', key: 'mail' });
mail.on(host);
mail.on(home);
`,
  holds: `
const store = new SopsStore(app, 'crowd', { folder: 'crowd', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'crowd-host', { ...machine });
new Secret(app, 'crowd-wifi', { store, file: 'crowd-files/wifi.json', key: 'wifi' }).on(host);
const home = new StandaloneHome(app, 'ada@crowd', { stateVersion: '25.11' });
new HostKey(home, 'key', { publicKey: '${MACHINE}' });
const mail = new Secret(app, 'crowd-mail', { store, file: 'crowd-files/mail.json', key: 'mail' });
mail.on(host);
mail.on(home);
`,
  check: foundBy(storeFindings),
};
