import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { policyFindings } from '../system-policy';

export const plaintextSecretName: IRule = {
  code: 'PLAINTEXT_SECRET_NAME',
  severity: Severity.ERROR,
  title: 'No option whose name says that it is a secret is set to a plain text',
  reason: 'it would stand in git, in the output and in the Nix store, which everyone on the machine can read',
  source: 'the policy NoPlaintextSecrets: the names of options and variables',
  breaks: `
new Host(app, 'plain-name', {
  ...machine,
  options: { services: { grafana: { settings: { security: { admin_password: 'hunter2hunter2' } } } } },
});
Aspects.of(app).add(new NoPlaintextSecrets());
`,
  holds: `
new Host(app, 'plain-name', {
  ...machine,
  options: { services: { grafana: { settings: { security: { admin_password: '$__file{/run/keys/grafana}' } } } } },
});
Aspects.of(app).add(new NoPlaintextSecrets());
`,
  check: foundBy(policyFindings),
};
