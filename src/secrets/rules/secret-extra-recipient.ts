import { ageFile, filesOf, oneSecret } from './example-files';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { storeFindings } from '../store-checks';

export const secretExtraRecipient: IRule = {
  code: 'SECRET_EXTRA_RECIPIENT',
  severity: Severity.WARNING,
  title: 'Nobody can decrypt a secret who has no use for it',
  reason: 'a machine that is given away, or broken into, tells what it never needed to know',
  source: 'age: tags of SSH keys in the header; sops: recipients in the file',
  files: filesOf('extra', {
    'extra-files/wide.age': ageFile('admin', 'machine', 'other'),
    'extra-files/narrow.age': ageFile('admin', 'machine'),
  }),
  breaks: oneSecret('extra', 'extra-files/wide.age'),
  holds: oneSecret('extra', 'extra-files/narrow.age'),
  check: foundBy(storeFindings),
};
