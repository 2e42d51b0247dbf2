import { ageFile, filesOf, oneSecret } from './example-files';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { storeFindings } from '../store-checks';

export const secretFileBroken: IRule = {
  code: 'SECRET_FILE_BROKEN',
  severity: Severity.ERROR,
  title: 'The file of every secret is whole',
  reason: 'nobody can decrypt a file that was cut off, merged by git or changed by hand',
  source: 'age: the format of encrypted files (age-encryption.org/v1); sops: MAC',
  files: filesOf('broken', {
    'broken-files/half.age': ageFile('admin', 'machine').slice(0, 120),
    'broken-files/whole.age': ageFile('admin', 'machine'),
  }),
  breaks: oneSecret('broken', 'broken-files/half.age'),
  holds: oneSecret('broken', 'broken-files/whole.age'),
  check: foundBy(storeFindings),
};
