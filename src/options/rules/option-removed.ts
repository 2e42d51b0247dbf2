import { EXAMPLE_IMPORT } from './example-import';
import { optionFindings } from './option-findings';
import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';

export const optionRemoved: IRule = {
  code: 'OPTION_REMOVED',
  severity: Severity.ERROR,
  title: 'No option is set that the release has no more',
  reason: 'Nix stops the evaluation, and with it the nightly update',
  source: 'NixOS: mkRemovedOptionModule; what earlier imports of the options had',
  breaks: `
const host = new NixosSystem(app, 'typed-removed');
new NixModule(host, 'options', { options: { services: { openssh: { challengeResponseAuthentication: false } } } });
`,
  holds: `
const host = new NixosSystem(app, 'typed-removed');
new NixModule(host, 'options', { options: { services: { openssh: { enable: true } } } });
`,
  files: EXAMPLE_IMPORT,
  check: foundBy(optionFindings),
};
