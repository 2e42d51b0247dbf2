import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { agenix, codes, finding, host, sops } from './estate';
import { fixture, KEYS } from './fixture';
import { AgenixStore, App, HostKey, Nix, NixModule, Secret } from '../../src';
import { newApp, refusal } from '../support/estate';

/** A secret on laddie, whose file is a fixture. */
function secretFrom(from: string | undefined, more: Record<string, string> = {}): App {
  const app = agenix({ ...(from === undefined ? {} : { 'secrets/key.age': from }), ...more });
  new Secret(app, 'key').on(host(app));
  return app;
}

describe('the file of a secret', () => {
  test.each<[string, string | undefined, string, string]>([
    ['is missing', undefined, 'SECRET_MISSING', 'cosmo secrets add key'],
    ['is empty', '=', 'SECRET_EMPTY', 'cosmo secrets add key --force'],
    ['holds nothing', 'age/admin-laddie-empty.age', 'SECRET_EMPTY', 'cosmo secrets add key --force'],
    ['is plain text', '=hunter2', 'SECRET_PLAINTEXT', 'cosmo secrets add key --force'],
    [
      'is cut off',
      '=-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n',
      'SECRET_FILE_BROKEN',
      'cosmo secrets add key --force',
    ],
    ['was not encrypted to the host', 'age/admin.age', 'SECRET_CANNOT_DECRYPT', 'cosmo secrets rekey key'],
  ])('%s', (_, from, code, mend) => {
    const found = finding(secretFrom(from), code);
    expect(found.severity).toBe('error');
    expect(found.mend).toContain(mend);
    expect(found.related).toEqual(['key']);
  });

  test('is one of age that a passphrase opens', () => {
    const app = secretFrom(undefined);
    const bytes = Buffer.from(
      fixture('age/empty.age')
        .toString('latin1')
        .replace(/-> ssh-ed25519 \S+ \S+/, '-> scrypt AAAA 18'),
      'latin1',
    );
    writeFileSync(join(app.projectRoot, 'secrets/key.age'), Buffer.concat([bytes, Buffer.alloc(9)]));
    expect(finding(app, 'SECRET_PASSPHRASE').why).toBe('no machine can type one');
  });

  test('is a folder', () => {
    const app = secretFrom(undefined);
    mkdirSync(join(app.projectRoot, 'secrets/key.age'));
    expect(finding(app, 'SECRET_MISSING').message).toContain('no file');
  });

  test('can be decrypted by a machine that does not use it', () => {
    const app = secretFrom('age/admin-laddie-walker.age', { 'secrets/keys/walker.pub': 'keys/walker.pub' });
    host(app, 'walker');
    expect(finding(app, 'SECRET_EXTRA_RECIPIENT')).toMatchObject({
      severity: 'warning',
      message: 'secrets/key.age can be decrypted by who has no use for it: walker',
    });
  });

  test('can be decrypted by a key that nobody knows', () => {
    const ssh = secretFrom('age/admin-laddie-walker.age');
    expect(finding(ssh, 'SECRET_EXTRA_RECIPIENT').message).toContain('an SSH key (');
    const age = secretFrom('age/admin-laddie-ada.age');
    expect(finding(age, 'SECRET_EXTRA_RECIPIENT').message).toContain('1 of the 1 keys of age');
  });

  test('was not encrypted to an administrator', () => {
    const app = agenix({ 'secrets/key.age': 'age/admin-laddie.age' }, { ada: KEYS.admin, bob: KEYS.ada });
    new Secret(app, 'key').on(host(app));
    expect(finding(app, 'SECRET_ADMIN_CANNOT_DECRYPT').message).toBe('secrets/key.age is not encrypted to bob');
  });
});

test('a secret that nothing uses, and a file of no secret', () => {
  const app = agenix({
    'secrets/key.age': 'age/admin.age',
    'secrets/old.age': 'age/admin.age',
    'secrets/README.md': '=x',
  });
  new Secret(app, 'key');
  expect(finding(app, 'SECRET_UNUSED').path).toBe('key');
  expect(finding(app, 'SECRET_FILE_UNKNOWN').message).toContain('secrets/old.age');
  expect(app.check()).toHaveLength(2);
});

test('plain text in the folder of secrets', () => {
  expect(finding(agenix({ 'secrets/password.txt': '=hunter2' }), 'SECRET_FOLDER_PLAINTEXT').severity).toBe('warning');
  expect(finding(sops({ 'secrets/id': 'keys/laddie' }), 'SECRET_FOLDER_PLAINTEXT').severity).toBe('error');
});

test('the private key of a host, kept for its installation', () => {
  const kept = (from: string) => agenix({ 'secrets/keys/laddie.age': from });
  expect(kept('age/admin.age').check()).toEqual([]);
  expect(finding(kept('age/admin-laddie.age'), 'SECRET_EXTRA_RECIPIENT').mend).toBe(
    'cosmo secrets rekey secrets/keys/laddie.age',
  );
  expect(finding(kept('keys/laddie'), 'SECRET_PLAINTEXT').mend).toContain('cosmo secrets enroll');
});

describe('the key of a host', () => {
  test('that is missing, and how to get one', () => {
    const app = agenix({ 'secrets/key.age': 'age/admin.age' });
    new Secret(app, 'key').on(host(app, 'walker'));
    expect(finding(app, 'SECRET_NO_HOST_KEY').mend).toContain('cosmo secrets enroll walker');
    expect(codes(app)).toEqual(['SECRET_NO_HOST_KEY']);
  });

  test('that is none', () => {
    const app = agenix({ 'secrets/key.age': 'age/admin.age', 'secrets/keys/walker.pub': '=walker ssh-ed25519 AAAA' });
    new Secret(app, 'key').on(host(app, 'walker'));
    expect(finding(app, 'HOST_KEY_UNUSABLE').message).toContain('secrets/keys/walker.pub');
  });

  test('that sops cannot use', () => {
    const app = sops({ 'secrets/key.sops': 'sops/admin.sops' });
    const walker = host(app, 'walker');
    new HostKey(walker, 'key', { publicKey: KEYS.rsa });
    new Secret(app, 'key').on(walker);
    expect(finding(app, 'HOST_KEY_UNUSABLE').why).toContain('Ed25519');
  });

  test('goes before the file, and there may be several', () => {
    const app = agenix({ 'secrets/key.age': 'age/admin-laddie-walker.age', 'secrets/keys/laddie.pub': '=nothing' });
    const laddie = host(app);
    new HostKey(laddie, 'old', { publicKey: KEYS.laddie });
    new HostKey(laddie, 'new', { publicKey: KEYS.walker });
    new Secret(app, 'key').on(laddie);
    expect(app.check()).toEqual([]);
    expect(app.renderProjectFiles()['secrets.nix']).toContain('laddie-2 = ');
  });
});

describe('the owner of a secret', () => {
  const owned = (props: Record<string, unknown>, options: Record<string, any> = {}) => {
    const app = agenix({ 'secrets/key.age': 'age/admin-laddie.age' });
    const laddie = host(app);
    new NixModule(laddie, 'more', { options });
    new Secret(app, 'key').on(laddie, props);
    return app;
  };

  test('that nothing makes', () => {
    expect(finding(owned({ owner: 'grafana' }), 'SECRET_OWNER_UNKNOWN').mend).toContain(
      "Nix.ref('config.users.users.grafana.name')",
    );
    expect(finding(owned({ group: 'media' }), 'SECRET_GROUP_UNKNOWN').mend).toContain('groups: { media: {} }');
  });

  test.each<[string, Record<string, unknown>, Record<string, any>]>([
    ['is declared', { owner: 'x', group: 'y' }, { users: { users: { x: {} }, groups: { y: {} } } }],
    ['has the name of a service', { owner: 'grafana', group: 'grafana' }, { services: { grafana: { enable: true } } }],
    ['is a number', { owner: '900', group: '900' }, {}],
    ['is known to Nix', { owner: Nix.ref('config.services.x.user') }, {}],
    ['is there always', { owner: 'root', group: 'wheel' }, {}],
  ])('is fine where it %s', (_, props, options) => expect(codes(owned(props, options))).toEqual([]));

  test.each<[string, Record<string, any>]>([
    ['prowlarr', { services: { prowlarr: { enable: true } } }],
    ['mine', { systemd: { services: { mine: { serviceConfig: { DynamicUser: true } } } } }],
    ['worker', { systemd: { services: { mine: { serviceConfig: { DynamicUser: true, User: 'worker' } } } } }],
  ])('cannot be %s, a dynamic user', (owner, options) => {
    expect(finding(owned({ owner }, options), 'SECRET_OWNER_DYNAMIC').mend).toContain('LoadCredential');
  });
});

describe('a store', () => {
  test('is missing', () => expect(refusal(() => new Secret(newApp(), 'key')).code).toBe('SECRET_STORE_MISSING'));

  test.each<[string, Record<string, any>, string]>([
    ['without administrators', { adminKeys: {} }, 'SECRET_NO_ADMIN'],
    ['with an administrator without a key', { adminKeys: { me: 'me' } }, 'HOST_KEY'],
    ['with a private key', { adminKeys: { me: fixture('keys/admin').toString() } }, 'SECRET_IN_PLAIN_SIGHT'],
    [
      'with a key that age does not know',
      { adminKeys: { me: '85D77543B3D624B63CEA9E6DBC17301B491B3F21' } },
      'SECRET_RECIPIENT',
    ],
    ['outside of the project', { adminKeys: { me: KEYS.ada }, folder: '../secrets' }, 'SECRET_FOLDER'],
  ])('%s is refused', (_, props, code) => {
    expect(refusal(() => new AgenixStore(newApp(), 'secrets', props as any)).code).toBe(code);
  });
});
