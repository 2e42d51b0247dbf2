import { codes, host } from './estate';
import { Asset, Nix, NixModule, NixosContainer, SharedModule } from '../../src';
import { newApp, project } from '../support/estate';

const PATHS = { identityPaths: ['/etc/ssh/ssh_host_ed25519_key'] };
const SECRET = { age: { ...PATHS, secrets: { wifi: { file: Nix.path('./wifi.age') } } } };
const read = (name: string, set = 'age') => ({
  services: { restic: { backups: { x: { passwordFile: Nix.ref(`config.${set}.secrets.${name}.path`) } } } },
});

/** The codes of an estate of one host with some modules. */
function found(...modules: Record<string, any>[]): string[] {
  const app = newApp();
  const laddie = host(app);
  modules.forEach((options, index) => new NixModule(laddie, `m${index}`, { options }));
  return codes(app);
}

describe('a secret that is read', () => {
  test('is told where it is not declared, in a list, a text and raw Nix too', () => {
    for (const value of [
      [Nix.ref('config.age.secrets.other.path')],
      Nix.str(['--key=', Nix.ref('config.age.secrets.other.path')]),
      Nix.raw('if true then config.age.secrets."other".path else null'),
      Nix.raw('{ a = [ config.age.secrets.other.path ]; }'),
    ]) {
      expect(found(SECRET, { services: { mine: { setting: value } } })).toEqual(['SECRET_UNDECLARED']);
    }
  });

  test('is told once, however often it is read', () => {
    expect(
      found(SECRET, read('other'), { services: { mine: { a: Nix.ref('config.age.secrets.other.path') } } }),
    ).toEqual(['SECRET_UNDECLARED']);
  });

  test('may have a value for its absence, or come from elsewhere', () => {
    expect(found(SECRET, read('wifi'))).toEqual([]);
    expect(found(SECRET, { services: { mine: { a: Nix.raw('config.age.secrets.other.path or null') } } })).toEqual([]);
    // The module of an input may have it, where nothing here has secrets.
    expect(found(read('other'))).toEqual([]);
    expect(
      found({ age: { ...PATHS, secrets: Nix.raw('lib.genAttrs [ "other" ] (name: { })') } }, read('other')),
    ).toEqual([]);
  });

  test('may be declared in a shared module, or in one that nobody can look into', () => {
    const app = newApp({ projectRoot: project({ 'modules/secrets/default.nix': '{ }' }) });
    const laddie = host(app);
    const shared = new SharedModule(app, 'shared');
    new NixModule(shared, 'secrets', { options: SECRET });
    laddie.importModule(shared.file);
    new NixModule(laddie, 'reads', { options: read('wifi') });
    expect(codes(app)).toEqual([]);
    new NixModule(laddie, 'more', { options: { services: { mine: { a: Nix.ref('config.age.secrets.other.path') } } } });
    expect(codes(app)).toEqual(['SECRET_UNDECLARED']);
    laddie.importModule(new Asset(laddie, 'folder', { path: 'modules/secrets' }).file);
    expect(codes(app)).toEqual([]);
  });

  test('is not there in a container of the host that declares it', () => {
    const app = newApp();
    const laddie = host(app);
    new NixModule(laddie, 'secrets', { options: SECRET });
    const box = new NixosContainer(laddie, 'box', { privateNetwork: false });
    new NixModule(box.inside, 'sops', { options: { sops: { gnupg: { sshKeyPaths: [] } } } });
    new NixModule(box.inside, 'reads', { options: read('wifi', 'sops') });
    expect(codes(app)).toEqual(['SECRET_UNDECLARED']);
  });
});

test('a key may lie on what the initial RAM disk mounts, or on what nobody knows', () => {
  const at = (path: string) => ({
    age: { identityPaths: [path], secrets: { wifi: { file: Nix.path('./wifi.age') } } },
  });
  for (const path of ['/var/lib/key', '/srv/keys/key', '/etc/ssh/ssh_host_ed25519_key']) {
    expect(found(at(path))).toEqual([]);
  }
});

test('a service that is handed its secret by systemd needs no owner', () => {
  const service = (config: Record<string, any>) => ({
    systemd: { services: { bot: { serviceConfig: { ExecStart: '/bin/bot', DynamicUser: true, ...config } } } },
  });
  const path = Nix.ref('config.age.secrets.wifi.path');
  expect(found(SECRET, service({ LoadCredential: [Nix.str(['wifi:', path])] }))).toEqual([]);
  expect(found(SECRET, service({ EnvironmentFile: path }))).toEqual([]);
  expect(found(SECRET, service({ ExecStartPre: Nix.str(['/bin/cat ', path]) }))).toEqual(['SECRET_UNREADABLE']);
});

test('a path of Nix is told where its option holds a secret, and nowhere else', () => {
  const file = Nix.path('./file');
  expect(found({ services: { mine: { configFile: file, passwordFile: '/run/keys/x' } } })).toEqual([]);
  expect(found({ services: { mine: { passwordFile: Nix.mkForce(file) } } })).toEqual(['SECRET_IN_STORE']);
});
