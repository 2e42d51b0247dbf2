import { homeFiles } from './facts/home-files';
import { Severity, SystemKind } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const homeAuthorizedKeys: IRule = {
  code: 'HOME_AUTHORIZED_KEYS',
  severity: Severity.WARNING,
  title: 'Keys that let a user in are given by the system',
  reason:
    'home-manager links the file into the Nix store, whose folder a group may write: sshd takes no keys from there',
  source: 'sshd_config(5): StrictModes; home-manager issue 3090',
  breaks: `
const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada';
const profile = new HomeManagerProfile(app, 'keyring', { stateVersion: '25.11', files: { '.ssh/authorized_keys': { text: key } } });
profile.attachTo(new Host(app, 'strict-modes', { ...machine }).addUser('ada'));
`,
  holds: `
const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada';
const profile = new HomeManagerProfile(app, 'keyring', { stateVersion: '25.11' });
profile.attachTo(new Host(app, 'strict-modes', { ...machine }).addUser('ada', { authorizedKeys: [key] }));
`,
  check(estate, report) {
    for (const [home, files] of estate._table(homeFiles)) {
      const [file] = files.get('.ssh/authorized_keys') ?? [];
      if (!file) continue;
      if (home.system.kind === SystemKind.NIXOS) {
        const options = estate.optionsOf(home.system);
        if (options._value(['services', 'openssh', 'settings', 'StrictModes']) === false) continue;
      }
      report.found(file.owner, {
        message: `.ssh/authorized_keys of ${home.userName} is put into the home by home-manager`,
        keyPath: file.keyPath,
        mend: 'give the keys to the user of the host: addUser(…, { authorizedKeys })',
        cause: file.owner.node.path,
      });
    }
  },
};
