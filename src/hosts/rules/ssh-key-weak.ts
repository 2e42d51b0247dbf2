import { givenKeys, rsaBits } from './facts/public-keys';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

/** Bits that an RSA key needs to count as safe. */
const ENOUGH = 2048;

export const sshKeyWeak: IRule = {
  code: 'SSH_KEY_WEAK',
  severity: Severity.WARNING,
  title: 'Keys that let somebody in are long enough',
  reason: 'short RSA keys can be broken, and OpenSSH takes no DSA keys any more',
  source: 'NIST SP 800-131A; OpenSSH 10.0 release notes; sshd_config(5): RequiredRSASize',
  breaks: `
const authorizedKeys = [
  'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQDYcvEaiy4gxBlEOhZgN3u7NSFibMAXK10P28IZz/5CXcsWR8P5eD7ozSY3/YXKCScdtlaTene73aQ+csF+LJphK8nTOfRKIyQob65a/fmy+YK+PqdRZSi1zf+j5IJBCWxFluMtTOLXEPMot8/EtT7HC2Y5bFVyxOXz2gFT9doEhQ== ada',
];
new Host(app, 'brittle', { ...machine, users: { ada: { authorizedKeys } } });
`,
  holds: `
const authorizedKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada'];
new Host(app, 'brittle', { ...machine, users: { ada: { authorizedKeys } } });
`,
  check(estate, report) {
    for (const { machine, userName, text, construct, keyPath } of estate._table(givenKeys)) {
      const bits = rsaBits(text);
      const dsa = /(^|\s)ssh-dss\s/.test(text);
      if (!dsa && (bits === undefined || bits >= ENOUGH)) continue;
      report.found(construct, {
        message: `${userName} on ${machine} has ${dsa ? 'a DSA key' : `an RSA key of ${bits} bits`}`,
        keyPath,
        mend: 'make a new pair, ssh-keygen -t ed25519, and give its public half',
        cause: text,
      });
    }
  },
};
