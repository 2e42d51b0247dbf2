import { ADMIN, ageFile, MACHINE } from './example-files';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { keyFindings } from '../host-keys';

export const secretNoHostKey: IRule = {
  code: 'SECRET_NO_HOST_KEY',
  severity: Severity.ERROR,
  title: 'The key of every machine that uses secrets is known',
  reason: 'secrets are encrypted to the public key of each machine or home that uses them',
  source: 'agenix and sops-nix: host keys; a real homelab',
  files: { 'keyless-files/wifi.age': ageFile('admin'), 'keyless-files/rekeyed.age': ageFile('admin', 'machine') },
  breaks: `
const store = new AgenixStore(app, 'keyless', { folder: 'keyless', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'keyless-host', { ...machine });
new Secret(app, 'keyless-key', { store, file: 'keyless-files/wifi.age' }).on(host);
`,
  holds: `
const store = new AgenixStore(app, 'keyless', { folder: 'keyless', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'keyless-host', { ...machine });
new HostKey(host, 'key', { publicKey: '${MACHINE}' });
new Secret(app, 'keyless-key', { store, file: 'keyless-files/rekeyed.age' }).on(host);
`,
  check: foundBy(keyFindings),
};
