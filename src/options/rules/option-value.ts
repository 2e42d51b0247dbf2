import { EXAMPLE_IMPORT } from './example-import';
import { optionFindings } from './option-findings';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';

export const optionValue: IRule = {
  code: 'OPTION_VALUE',
  severity: Severity.ERROR,
  title: 'Options are set to values that they allow',
  reason: 'Nix stops the evaluation at a value that is out of range, no choice of the option, or of another form',
  source: 'NixOS: types.enum, types.ints.between, types.strMatching; the catalogues that `cosmo import` wrote',
  breaks: `
const host = new NixosSystem(app, 'typed-value');
new NixModule(host, 'options', { options: { services: { openssh: { ports: [70000] } } } });
`,
  holds: `
const host = new NixosSystem(app, 'typed-value');
new NixModule(host, 'options', { options: { services: { openssh: { ports: [7000] } } } });
`,
  files: EXAMPLE_IMPORT,
  check: foundBy(optionFindings),
};
