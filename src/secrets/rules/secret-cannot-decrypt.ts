import { ageFile, filesOf, oneSecret } from './example-files';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { storeFindings } from '../store-checks';

export const secretCannotDecrypt: IRule = {
  code: 'SECRET_CANNOT_DECRYPT',
  severity: Severity.ERROR,
  title: 'Every machine that uses a secret can decrypt it',
  reason:
    'the file was encrypted before the machine was a recipient, or to a key that it had before: what needs the secret does not start',
  source: 'age: tags of SSH keys in the header; sops: recipients in the file; a real homelab',
  files: filesOf('closed', {
    'closed-files/before.age': ageFile('admin'),
    'closed-files/after-rekey.age': ageFile('admin', 'machine'),
  }),
  breaks: oneSecret('closed', 'closed-files/before.age'),
  holds: oneSecret('closed', 'closed-files/after-rekey.age'),
  check: foundBy(storeFindings),
};
