import { secretLeaves } from './secret-leaves';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

/** Settings whose files systemd itself reads, as root. */
const BY_ROOT = new Set([
  'LoadCredential',
  'LoadCredentialEncrypted',
  'EnvironmentFile',
  'SetCredential',
  'restartTriggers',
]);

export const secretUnreadable: IRule = {
  code: 'SECRET_UNREADABLE',
  severity: Severity.WARNING,
  title: 'A service can read the secrets that it opens itself',
  reason: 'the file belongs to root alone, and the service does not run as root: it starts and fails at the first look',
  source: 'systemd.exec(5): User, LoadCredential; agenix and sops-nix: owner, mode',
  breaks: `
const host = new Host(app, 'unreadable', { ...machine });
new NixModule(host, 'more', {
  options: {
    age: { identityPaths: ['/etc/ssh/ssh_host_ed25519_key'], secrets: { bot: { file: Nix.path('./bot.age') } } },
    users: { users: { bot: { isSystemUser: true, group: 'users' } } },
    systemd: {
      services: {
        bot: {
          serviceConfig: { User: 'bot', ExecStart: '/run/current-system/sw/bin/bot' },
          environment: { TOKEN_FILE: Nix.ref('config.age.secrets.bot.path') },
        },
      },
    },
  },
});
`,
  holds: `
const host = new Host(app, 'unreadable', { ...machine });
new NixModule(host, 'more', {
  options: {
    age: { identityPaths: ['/etc/ssh/ssh_host_ed25519_key'], secrets: { bot: { file: Nix.path('./bot.age'), owner: 'bot' } } },
    users: { users: { bot: { isSystemUser: true, group: 'users' } } },
    systemd: {
      services: {
        bot: {
          serviceConfig: { User: 'bot', ExecStart: '/run/current-system/sw/bin/bot' },
          environment: { TOKEN_FILE: Nix.ref('config.age.secrets.bot.path') },
        },
      },
    },
  },
});
`,
  check(estate, report) {
    for (const { system, owner, set, name, path, keyPath } of estate._table(secretLeaves).references) {
      if (path[0] !== 'systemd' || path[1] !== 'services' || BY_ROOT.has(path[path.length - 1]!)) continue;
      const service = path[2]!;
      const options = estate.optionsOf(system);
      const config = (key: string) => options._value(['systemd', 'services', service, 'serviceConfig', key]);
      const user = config('User');
      const dynamic = config('DynamicUser') === true;
      if (!dynamic && (typeof user !== 'string' || user === 'root' || user === '0')) continue;
      // An owner or a group is somebody's decision: who is in it, only Nix knows.
      const says = (key: string) => options._at([set, 'secrets', name, key]).length > 0;
      if (
        says('owner') ||
        says('uid') ||
        says('group') ||
        says('gid') ||
        options._at([set, 'secrets', name]).length === 0
      ) {
        continue;
      }
      report.found(owner, {
        message: `${service}.service of ${system.systemName} runs as ${dynamic ? 'a user made at its start' : String(user)}, and the secret ${name} is root's alone`,
        keyPath,
        mend: dynamic
          ? `hand it over: serviceConfig.LoadCredential = [ "${name}:PATH" ], and read $CREDENTIALS_DIRECTORY/${name}`
          : `give it to that user: secret.on(host, { owner: '${String(user)}' })`,
      });
    }
  },
};
