import { sopsRuleFiles } from './sops-rule-files';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const sopsRuleSplit: IRule = {
  code: 'SOPS_RULE_SPLIT',
  severity: Severity.WARNING,
  title: 'A rule of sops has one group of keys',
  reason:
    'a second group splits the key of each file (Shamir): it opens for keys of both together, and a machine has one',
  source: 'sops: key_groups, shamir_threshold; sops-nix',
  files: {
    'splitrule-a/.sops.yaml': `creation_rules:
  - key_groups:
      - age:
          - age1host
      - pgp:
          - ABCD
`,
    'splitrule-a/wifi.yaml': '{}',
    'splitrule-b/.sops.yaml': `creation_rules:
  - key_groups:
      - age:
          - age1host
        pgp:
          - ABCD
`,
    'splitrule-b/wifi.yaml': '{}',
  },
  breaks: `
const host = new Host(app, 'splitrule', { ...machine });
const sopsFile = new Asset(host, 'wifi', { path: 'splitrule-a/wifi.yaml' }).file;
new NixModule(host, 'more', { options: { sops: { gnupg: { sshKeyPaths: [] }, secrets: { wifi: { sopsFile } } } } });
`,
  holds: `
const host = new Host(app, 'splitrule', { ...machine });
const sopsFile = new Asset(host, 'wifi', { path: 'splitrule-b/wifi.yaml' }).file;
new NixModule(host, 'more', { options: { sops: { gnupg: { sshKeyPaths: [] }, secrets: { wifi: { sopsFile } } } } });
`,
  check(estate, report) {
    for (const { path, asset, rules } of estate._table(sopsRuleFiles)) {
      const split = rules.findIndex(({ groups }) => groups > 1);
      if (split < 0) continue;
      report.found(asset, {
        message: `the rule ${split + 1} of ${path} splits the key over ${rules[split]!.groups} groups`,
        keyPath: `creation_rules[${split}].key_groups`,
        mend: 'put age and pgp into one item of key_groups, without a dash before the second; then: sops updatekeys',
      });
    }
  },
};
