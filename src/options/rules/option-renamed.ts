import { EXAMPLE_IMPORT } from './example-import';
import { optionFindings } from './option-findings';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';

export const optionRenamed: IRule = {
  code: 'OPTION_RENAMED',
  severity: Severity.ERROR,
  title: 'Options are set by the names that they have now',
  reason: 'an old name is an alias for some releases, with a warning at each evaluation, and then an error',
  source: 'NixOS: mkRenamedOptionModule; what earlier imports of the options had',
  breaks: `
const host = new NixosSystem(app, 'typed-renamed');
new NixModule(host, 'options', { options: { services: { sshd: { enable: true } } } });
`,
  holds: `
const host = new NixosSystem(app, 'typed-renamed');
new NixModule(host, 'options', { options: { services: { openssh: { enable: true } } } });
`,
  files: EXAMPLE_IMPORT,
  check: foundBy(optionFindings),
};
