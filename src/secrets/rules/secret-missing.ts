import { ageFile, filesOf, oneSecret } from './example-files';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { storeFindings } from '../store-checks';

export const secretMissing: IRule = {
  code: 'SECRET_MISSING',
  severity: Severity.ERROR,
  title: 'The file of every secret is there',
  reason: 'a machine that is switched finds nothing to decrypt: agenix warns and goes on, sops-nix does not build',
  source: 'agenix: age.secrets.<name>.file; sops-nix: sops.secrets.<name>.sopsFile; a real homelab',
  files: filesOf('missing', { 'missing-files/house-wifi.age': ageFile('admin', 'machine') }),
  breaks: oneSecret('missing', 'missing-files/wifi.age'),
  holds: oneSecret('missing', 'missing-files/house-wifi.age'),
  check: foundBy(storeFindings),
};
