import { ageFile, filesOf, oneSecret } from './example-files';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { storeFindings } from '../store-checks';

export const secretEmpty: IRule = {
  code: 'SECRET_EMPTY',
  severity: Severity.ERROR,
  title: 'Every secret has a content',
  reason: 'a service gets an empty password, or does not start',
  source: 'a real homelab: an .age file of no bytes',
  files: filesOf('empty', { 'empty-files/none.age': '', 'empty-files/wifi.age': ageFile('admin', 'machine') }),
  breaks: oneSecret('empty', 'empty-files/none.age'),
  holds: oneSecret('empty', 'empty-files/wifi.age'),
  check: foundBy(storeFindings),
};
