import { ADMIN, ENCRYPTED, filesOf, sopsFile } from './example-files';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { storeFindings } from '../store-checks';

export const secretKeyMissing: IRule = {
  code: 'SECRET_KEY_MISSING',
  severity: Severity.ERROR,
  title: 'A file of several secrets has the value that is asked for',
  reason: 'the machine would refuse to switch',
  source: 'sops-nix: sops-install-secrets -check-mode',
  files: filesOf('lacking', { 'lacking-files/wifi.json': sopsFile({ wifi: ENCRYPTED }) }),
  breaks: `
const store = new SopsStore(app, 'lacking', { folder: 'lacking', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'lacking-host', { ...machine });
new Secret(app, 'lacking-key', { store, file: 'lacking-files/wifi.json', key: 'guest-wifi' }).on(host);
`,
  holds: `
const store = new SopsStore(app, 'lacking', { folder: 'lacking', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'lacking-host', { ...machine });
new Secret(app, 'lacking-key', { store, file: 'lacking-files/wifi.json', key: 'wifi' }).on(host);
`,
  check: foundBy(storeFindings),
};
