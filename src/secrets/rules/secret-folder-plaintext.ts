import { ADMIN } from './example-files';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { storeFindings } from '../store-checks';

export const secretFolderPlaintext: IRule = {
  code: 'SECRET_FOLDER_PLAINTEXT',
  severity: Severity.WARNING,
  title: 'The folder of the secrets holds nothing that is not encrypted',
  reason: 'what is in it can be read by everyone who has the repository',
  source: 'a real homelab: a key that was decrypted there and committed',
  files: { 'notes/passwords.txt': 'hunter2' },
  breaks: `
new AgenixStore(app, 'notes', { folder: 'notes', adminKeys: { me: '${ADMIN}' } });
`,
  holds: `
new AgenixStore(app, 'notes', { folder: 'clean-notes', adminKeys: { me: '${ADMIN}' } });
`,
  check: foundBy(storeFindings),
};
