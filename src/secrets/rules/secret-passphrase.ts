import { ageFile, filesOf, oneSecret } from './example-files';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { storeFindings } from '../store-checks';

export const secretPassphrase: IRule = {
  code: 'SECRET_PASSPHRASE',
  severity: Severity.ERROR,
  title: 'No secret is encrypted with a passphrase',
  reason: 'no machine can type one',
  source: 'age: the format of encrypted files (age-encryption.org/v1), stanza scrypt',
  files: filesOf('typed', {
    'typed-files/by-passphrase.age': ageFile('passphrase'),
    'typed-files/by-key.age': ageFile('admin', 'machine'),
  }),
  breaks: oneSecret('typed', 'typed-files/by-passphrase.age'),
  holds: oneSecret('typed', 'typed-files/by-key.age'),
  check: foundBy(storeFindings),
};
