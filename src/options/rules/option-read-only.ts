import { EXAMPLE_IMPORT } from './example-import';
import { optionFindings } from './option-findings';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';

export const optionReadOnly: IRule = {
  code: 'OPTION_READ_ONLY',
  severity: Severity.ERROR,
  title: 'Options that only their own module may set are left alone',
  reason: 'Nix stops the evaluation where a read-only option is set twice',
  source: 'NixOS: mkOption, readOnly; the catalogues that `cosmo import` wrote',
  breaks: `
const host = new NixosSystem(app, 'typed-read-only');
new NixModule(host, 'options', { options: { system: { nixos: { version: '25.11' } } } });
`,
  holds: `
const host = new NixosSystem(app, 'typed-read-only');
new NixModule(host, 'options', { options: { system: { nixos: { label: '25.11' } } } });
`,
  files: EXAMPLE_IMPORT,
  check: foundBy(optionFindings),
};
