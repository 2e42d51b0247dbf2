import { ageFile, filesOf, oneSecret } from './example-files';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { storeFindings } from '../store-checks';

export const secretPlaintext: IRule = {
  code: 'SECRET_PLAINTEXT',
  severity: Severity.ERROR,
  title: 'The file of every secret is encrypted',
  reason: 'what is in it can be read by everyone who has the repository',
  source: 'age: the format of encrypted files (age-encryption.org/v1); sops: ENC[…]',
  files: filesOf('bare', {
    'bare-files/typed.age': 'hunter2',
    'bare-files/encrypted.age': ageFile('admin', 'machine'),
  }),
  breaks: oneSecret('bare', 'bare-files/typed.age'),
  holds: oneSecret('bare', 'bare-files/encrypted.age'),
  check: foundBy(storeFindings),
};
