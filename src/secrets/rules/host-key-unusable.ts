import { ADMIN, ageFile, MACHINE } from './example-files';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { keyFindings } from '../host-keys';

export const hostKeyUnusable: IRule = {
  code: 'HOST_KEY_UNUSABLE',
  severity: Severity.ERROR,
  title: 'The key of every machine that uses secrets can decrypt them',
  reason: 'secrets would be encrypted to others alone, and the machine could not read them',
  source: 'age: SSH keys that are supported; sops: Ed25519 keys alone as keys of age',
  files: {
    'badkey/keys/badkey-host.pub': 'badkey-host ssh-ed25519 AAAA',
    'badkey-files/wifi.age': ageFile('admin'),
    'badkey-files/rekeyed.age': ageFile('admin', 'machine'),
  },
  breaks: `
const store = new AgenixStore(app, 'badkey', { folder: 'badkey', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'badkey-host', { ...machine });
new Secret(app, 'badkey-key', { store, file: 'badkey-files/wifi.age' }).on(host);
`,
  holds: `
const store = new AgenixStore(app, 'badkey', { folder: 'badkey', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'badkey-host', { ...machine });
new HostKey(host, 'key', { publicKey: '${MACHINE}' });
new Secret(app, 'badkey-key', { store, file: 'badkey-files/rekeyed.age' }).on(host);
`,
  check: foundBy(keyFindings),
};
