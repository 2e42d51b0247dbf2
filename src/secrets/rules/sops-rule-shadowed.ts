import { sopsRuleFiles } from './sops-rule-files';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const sopsRuleShadowed: IRule = {
  code: 'SOPS_RULE_SHADOWED',
  severity: Severity.WARNING,
  title: 'A rule of sops for all files stands behind those for some',
  reason:
    'sops takes the first rule that matches: files are encrypted to the keys of the general one, and a machine lacks its own',
  source: 'sops: creation_rules',
  files: {
    'shadowed-a/.sops.yaml': `creation_rules:
  - age: age1admin
  - path_regex: wifi
    age: age1admin,age1host
`,
    'shadowed-a/wifi.yaml': '{}',
    'shadowed-b/.sops.yaml': `creation_rules:
  - path_regex: wifi
    age: age1admin,age1host
  - age: age1admin
`,
    'shadowed-b/wifi.yaml': '{}',
  },
  breaks: `
const host = new Host(app, 'sopsorder', { ...machine });
const sopsFile = new Asset(host, 'wifi', { path: 'shadowed-a/wifi.yaml' }).file;
new NixModule(host, 'more', { options: { sops: { gnupg: { sshKeyPaths: [] }, secrets: { wifi: { sopsFile } } } } });
`,
  holds: `
const host = new Host(app, 'sopsorder', { ...machine });
const sopsFile = new Asset(host, 'wifi', { path: 'shadowed-b/wifi.yaml' }).file;
new NixModule(host, 'more', { options: { sops: { gnupg: { sshKeyPaths: [] }, secrets: { wifi: { sopsFile } } } } });
`,
  check(estate, report) {
    for (const { path, asset, rules } of estate._table(sopsRuleFiles)) {
      const general = rules.findIndex(({ pathRegex }) => pathRegex === undefined || /^\^?(\.\*)?\$?$/.test(pathRegex));
      if (general < 0 || general === rules.length - 1) continue;
      const after = rules.slice(general + 1).flatMap(({ pathRegex }) => pathRegex ?? []);
      report.found(asset, {
        message: `the rule ${general + 1} of ${path} is for all files, and stands before ${after.length > 0 ? after.join(', ') : 'others'}`,
        keyPath: `creation_rules[${general}]`,
        mend: 'put it last; or keep the secrets in a SopsStore, which writes the rules',
      });
    }
  },
};
