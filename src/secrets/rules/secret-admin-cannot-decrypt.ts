import { ageFile, filesOf, oneSecret } from './example-files';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { storeFindings } from '../store-checks';

export const secretAdminCannotDecrypt: IRule = {
  code: 'SECRET_ADMIN_CANNOT_DECRYPT',
  severity: Severity.WARNING,
  title: 'Every administrator can decrypt every secret',
  reason: 'who cannot decrypt a secret can neither change it nor encrypt it to a new machine',
  source: 'age: recipients in the header; sops: recipients in the file',
  files: filesOf('noadmin', {
    'noadmin-files/machine-alone.age': ageFile('machine'),
    'noadmin-files/both.age': ageFile('admin', 'machine'),
  }),
  breaks: oneSecret('noadmin', 'noadmin-files/machine-alone.age'),
  holds: oneSecret('noadmin', 'noadmin-files/both.age'),
  check: foundBy(storeFindings),
};
