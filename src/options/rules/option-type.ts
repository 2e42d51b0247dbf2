import { EXAMPLE_IMPORT } from './example-import';
import { optionFindings } from './option-findings';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';

export const optionType: IRule = {
  code: 'OPTION_TYPE',
  severity: Severity.ERROR,
  title: 'Options are set to values of their types',
  reason: 'Nix stops the evaluation at a definition that is not of the type of its option',
  source: 'NixOS: "A definition for option … is not of type …"; the catalogues that `cosmo import` wrote',
  breaks: `
const host = new NixosSystem(app, 'typed-type');
new NixModule(host, 'options', { options: { services: { openssh: { ports: '22' } } } });
`,
  holds: `
const host = new NixosSystem(app, 'typed-type');
new NixModule(host, 'options', { options: { services: { openssh: { ports: [22] } } } });
`,
  files: EXAMPLE_IMPORT,
  check: foundBy(optionFindings),
};
