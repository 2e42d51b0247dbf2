import { EXAMPLE_IMPORT } from './example-import';
import { optionFindings } from './option-findings';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';

export const optionUnknown: IRule = {
  code: 'OPTION_UNKNOWN',
  severity: Severity.ERROR,
  title: 'Every option that is set exists',
  reason: 'Nix stops the evaluation at an option that no module declares; a misspelt one is found here first',
  source: 'NixOS: "The option … does not exist"; the catalogues that `cosmo import` wrote',
  breaks: `
const host = new NixosSystem(app, 'typed-unknown');
new NixModule(host, 'options', { options: { services: { openssh: { enabel: true } } } });
`,
  holds: `
const host = new NixosSystem(app, 'typed-unknown');
new NixModule(host, 'options', { options: { services: { openssh: { enable: true } } } });
`,
  files: EXAMPLE_IMPORT,
  check: foundBy(optionFindings),
};
