import { App, Host, HostProps, NixosContainer, PermitRootLogin } from '../../src';
import { DeployTarget, DeployTargetProps, UnitHealth } from '../../src/deploy';
import { appWith, codes, hostOf } from '../support/small-estate';

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExyTJM5AHW1BfljRtzYl4lCNKT2VL1ak5tX54DhMf/6 ada';
const ROOT: Partial<HostProps> = {
  ssh: { permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD },
  users: { root: { authorizedKeys: [KEY] } },
};
const ADMIN: Partial<HostProps> = {
  nix: { trustedUsers: ['@wheel'] },
  sudo: { wheelNeedsPassword: false },
  users: { ada: { admin: true, authorizedKeys: [KEY] } },
};

function found(host: Partial<HostProps>, target: DeployTargetProps = {}): string[] {
  const app = appWith();
  new DeployTarget(hostOf(app, 'server', host), 'deploy', { address: 'server.example.com', ...target });
  return codes(app.check());
}

function messages(app: App): string[] {
  return app.check().map(({ message }) => message);
}

test('root by key, and an administrator who becomes root without being asked, are well', () => {
  expect(found(ROOT)).toEqual([]);
  expect(found(ADMIN, { user: 'ada' })).toEqual([]);
});

test('SSH by Tailscale needs no server, no key and no port', () => {
  const tailscale = { services: { tailscale: { enable: true, extraSetFlags: ['--ssh'] } } };
  expect(found({ ssh: { enable: false }, options: tailscale }, { port: 2222 })).toEqual([]);
});

test('who is on no list of the SSH server is not let in', () => {
  const ssh = { permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD };
  const users = { ...ROOT.users, grace: { authorizedKeys: [KEY] } };
  expect(found({ users, ssh: { ...ssh, allowUsers: ['grace'] } })).toEqual(['warning DEPLOY_LOGIN_REFUSED']);
  expect(found({ users, ssh: { ...ssh, allowUsers: ['grace', 'root@10.0.0.1'] } })).toEqual([]);
  expect(found({ users, ssh: { ...ssh, allowGroups: ['users'] } })).toEqual(['warning DEPLOY_LOGIN_REFUSED']);
});

test('who has no key is not let in, unless passwords are taken', () => {
  expect(found({ ssh: ROOT.ssh! })).toEqual(['warning DEPLOY_LOGIN_REFUSED']);
  expect(found({ ssh: { permitRootLogin: PermitRootLogin.YES, passwordAuthentication: true } })).not.toContain(
    'warning DEPLOY_LOGIN_REFUSED',
  );
});

test('who is no administrator may not become root, whatever is asked', () => {
  const users = { ada: { authorizedKeys: [KEY] } };
  const host = { ...ADMIN, nix: { trustedUsers: ['ada'] }, users };
  expect(found(host, { user: 'ada', interactiveSudo: true })).toEqual(['warning DEPLOY_SUDO']);
});

test('rules of sudo are the owner’s to know', () => {
  const users = { ada: { authorizedKeys: [KEY] } };
  const rules = [{ users: ['ada'], commands: ['ALL'], noPassword: true }];
  expect(found({ nix: { trustedUsers: ['ada'] }, users, sudo: { rules } }, { user: 'ada' })).toEqual([]);
});

test('what is built on the machine needs no trust', () => {
  const host = { ...ADMIN, nix: {} };
  expect(found(host, { user: 'ada' })).toEqual(['warning DEPLOY_NOT_TRUSTED']);
  expect(found(host, { user: 'ada', buildOnTarget: true })).toEqual([]);
});

test('a port that a router forwards is not the host’s', () => {
  expect(found(ROOT, { address: '203.0.113.5', port: 2200 })).toEqual([]);
});

test('a shut firewall is told where no interface is known either', () => {
  const ssh = { ...ROOT.ssh, openFirewall: false };
  expect(found({ ...ROOT, ssh })).toEqual(['warning DEPLOY_FIREWALL']);
  expect(found({ ...ROOT, ssh, firewall: { trustedInterfaces: ['tailscale0'] } })).toEqual([]);
});

describe('units', () => {
  const unitOn = (unit: string, options: Record<string, any> = {}): App => {
    const app = appWith();
    new UnitHealth(hostOf(app, 'server', { options }), 'check', { unit });
    return app;
  };

  test('that a module may bring are left alone', () => {
    const services = { prometheus: { enable: true }, paperless: { enable: true } };
    for (const unit of ['prometheus', 'prometheus-node-exporter', 'paperless-web', 'sshd', 'getty@tty1']) {
      expect(messages(unitOn(unit, { services }))).toEqual([]);
    }
  });

  test('that nothing brings are told', () => {
    expect(messages(unitOn('jellyfin'))).toEqual([
      'jellyfin.service is to be active, and nothing on server brings such a unit',
    ]);
  });

  test('of a container are looked for inside', () => {
    const app = appWith();
    const host: Host = hostOf(app, 'server', { options: { services: { jellyfin: { enable: true } } } });
    const media = new NixosContainer(host, 'media', { nat: false });
    new UnitHealth(media.inside, 'jellyfin');
    expect(messages(app)).toEqual(['jellyfin.service is to be active, and nothing on media brings such a unit']);
  });
});
