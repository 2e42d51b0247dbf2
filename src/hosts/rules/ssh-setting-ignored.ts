import { sshServers } from './facts/sshd';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

/** What NixOS always writes before the extra configuration. */
const ALWAYS = new Set(
  `
  authorizedprincipalsfile ciphers gatewayports kbdinteractiveauthentication kexalgorithms loglevel macs
  passwordauthentication permitrootlogin printmotd strictmodes usedns usepam x11forwarding
  `
    .trim()
    .split(/\s+/),
);

export const sshSettingIgnored: IRule = {
  code: 'SSH_SETTING_IGNORED',
  severity: Severity.WARNING,
  title: 'What the extra configuration of sshd says has an effect',
  reason: 'sshd takes the first value of a keyword, and NixOS writes its settings before the extra configuration',
  source: 'sshd_config(5): "the first obtained value will be used"; NixOS: services.openssh.extraConfig',
  breaks: `
const options = { services: { openssh: { extraConfig: 'LogLevel VERBOSE' } } };
new Host(app, 'second-word', { ...machine, options });
`,
  holds: `
new Host(app, 'second-word', { ...machine, ssh: { settings: { LogLevel: 'VERBOSE' } } });
`,
  check(estate, report) {
    for (const [system, sshd] of estate._table(sshServers)) {
      for (const { name, value, owner } of sshd.directives) {
        if (!ALWAYS.has(name.toLowerCase())) continue;
        const named = [...sshd.names].find((one) => one.toLowerCase() === name.toLowerCase());
        const [set] = named === undefined ? [] : sshd.setting(named);
        if (set && (set.value === value || (typeof set.value === 'boolean' && set.value === (value === 'yes')))) {
          continue;
        }
        report.found(owner, {
          message: `${name} ${value} in the extra configuration of sshd of ${system.systemName} has no effect`,
          keyPath: 'services.openssh.extraConfig',
          mend: `set it by services.openssh.settings (ssh: { settings: { … } }), or after a line that begins with Match`,
        });
      }
    }
  },
};
