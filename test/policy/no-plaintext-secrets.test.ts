import { randomBytes } from 'node:crypto';
import {
  App,
  Aspects,
  Asset,
  HomeManagerProfile,
  Nix,
  NixModule,
  NoPlaintextSecrets,
  NoPlaintextSecretsProps,
  ProjectFile,
  TextFile,
} from '../../src';
import { appWith, hostOf } from '../support/small-estate';

function found(make: (app: App) => void, props: NoPlaintextSecretsProps = {}, files: Record<string, string> = {}) {
  const app = appWith(files);
  make(app);
  Aspects.of(app).add(new NoPlaintextSecrets(props));
  return app.check().filter(({ policy }) => policy === 'NoPlaintextSecrets');
}
const inOptions = (options: Record<string, any>, props: NoPlaintextSecretsProps = {}) =>
  found((app) => void hostOf(app, 'server', { options }), props);

/** Letters and digits that are no secret of anybody. */
const junk = (length: number) => randomBytes(length).toString('hex').slice(0, length);
/** Made of parts, so that this file holds none either. */
const SECRETS: [string, string][] = [
  ['a key of Tailscale', `tskey${'-auth-'}k${junk(10)}CNTRL-${junk(32)}`],
  ['a token of GitHub', `ghp${'_'}${junk(36)}`],
  ['a token of GitHub', `github${'_pat_'}${junk(40)}`],
  ['a token of GitLab', `glpat${'-'}${junk(20)}`],
  ['an access key of AWS', `AKIA${junk(16).toUpperCase()}`],
  ['a token of Slack', `xoxb${'-'}${junk(24)}`],
  ['a secret key of age', `AGE-SECRET${'-KEY-1'}${junk(58).toUpperCase()}`],
  ['a private key', `-----BEGIN OPENSSH ${'PRIVATE'} KEY-----\n${junk(40)}\n`],
  ['a private key', `-----BEGIN ${'PRIVATE'} KEY-----\n${junk(40)}\n`],
];

describe('NoPlaintextSecrets', () => {
  test.each(SECRETS)('finds %s anywhere in a text, and never repeats it', (what, secret) => {
    const all = inOptions({ systemd: { services: { x: { script: `export X=1\nrun --with ${secret} now` } } } });
    expect(all).toEqual([
      expect.objectContaining({
        severity: 'error',
        code: 'PLAINTEXT_SECRET',
        message: `${what} stands in plain text`,
        keyPath: 'systemd.services.x.script',
        path: 'server',
      }),
    ]);
    expect(JSON.stringify(all)).not.toContain(secret.slice(0, 30));
  });

  test.each([
    ['services.x.password', 'hunter22'],
    ['services.x.settings.admin_password', 'hunter22'],
    ['services.x.settings.apiKey', junk(20)],
    ['services.x.settings.API_KEY', `a-${junk(20)}`],
    ['services.x.settings.secret_key', 'topsecret'],
    ['services.x.token', 'zzz-111'],
    ['users.users.ada.initialPassword', 'changeme'],
    ['networking.wireless.networks.home.psk', 'my wifi words'],
    ['networking.wg-quick.interfaces.wg0.privateKey', `${junk(42)}A=`],
  ])('finds %s', (path, value) => {
    const options = path.split('.').reduceRight<any>((inner, key) => ({ [key]: inner }), value);
    const [one, ...more] = inOptions(options);
    expect(more).toEqual([]);
    expect(one).toMatchObject({ code: 'PLAINTEXT_SECRET_NAME', keyPath: path });
    expect(one!.message).toBe(`${path.split('.').pop()} is set to a plain text of ${value.length} characters`);
    expect(JSON.stringify(one)).not.toContain(value);
  });

  test('finds passwords in environments, arguments and URLs', () => {
    const all = inOptions({
      systemd: {
        services: {
          x: { environment: { DB_PASSWORD: 'hunter22' }, serviceConfig: { Environment: ['A=1', 'API_TOKEN=abc123'] } },
        },
      },
      services: { y: { extraFlags: ['--admin-password=hunter22'], url: 'postgres://me:hunter22@db/x' } },
    });
    expect(all.map(({ code, keyPath }) => `${code} ${keyPath}`)).toEqual([
      'PLAINTEXT_SECRET services.y.url',
      'PLAINTEXT_SECRET_NAME services.y.extraFlags[0]',
      'PLAINTEXT_SECRET_NAME systemd.services.x.environment.DB_PASSWORD',
      'PLAINTEXT_SECRET_NAME systemd.services.x.serviceConfig.Environment[1]',
    ]);
  });

  test('takes paths, references, hashes and words for what they are', () => {
    const values = [
      '',
      '/run/secrets/x',
      '$__file{/run/secrets/x}',
      '${DB_PASSWORD}',
      '$DB_PASSWORD',
      '{{HOMEPAGE_VAR_KEY}}',
      '{env.API_KEY}',
      '!secret wifi',
      'ext:home',
      '%d/token',
      '@token@',
      '$6$rounds=5000$abc$def',
      '$y$j9T$abc$def',
      '{SSHA}abcdef',
      'sha256:abcdef',
      junk(64),
      'prompt',
      'none',
      'yes',
      'what is typed at the first login',
    ];
    for (const password of values) {
      expect([password, inOptions({ services: { x: { password } } })]).toEqual([password, []]);
    }
  });

  test('does not take for secrets what is only called alike', () => {
    const options = {
      services: {
        x: {
          passwordFile: 'secrets/x.age',
          tokenUrl: 'https://example.com/token',
          hashedPassword: '!',
          tokenizer: 'standard',
          publicKey: 'abcdef',
          secretName: 'tls',
          PasswordAuthentication: 'no',
          secret: true,
          token: 5,
          passwordLess: 'abcdef',
          url: 'http://localhost:8080/x@y',
          package: Nix.pkg('password-store'),
          password: Nix.ref('config.x.y'),
        },
      },
      programs: { gnupg: { agent: { pinentryPackage: Nix.pkg('pinentry-curses') } } },
    };
    expect(inOptions(options)).toEqual([]);
  });

  test('can be told names that are none', () => {
    const options = { services: { x: { csrfToken: 'X-Csrf' } } };
    expect(inOptions(options)).toHaveLength(1);
    expect(inOptions(options, { allowNames: ['csrfToken'] })).toEqual([]);
  });

  test('looks behind mkForce, into Nix source, homes and guests of the tree', () => {
    const [, key] = SECRETS[0]!;
    const all = found((app) => {
      const host = hostOf(app);
      host.addOptions({ services: { x: { password: Nix.mkForce('hunter22') } } });
      host.addNix(`{ pkgs, ... }: { services.y.token = "zzz-111"; }`);
      host.addNix(`{ # ${key}\n services.z.enable = true; }`);
      new NixModule(host, 'expr', {
        options: { services: { w: { script: Nix.str(['run ', Nix.ref('config.a.b'), ` ${key}`]) } } },
      });
      const home = new HomeManagerProfile(app, 'home', {
        stateVersion: '25.11',
        sessionVariables: { OPENAI_API_KEY: 'abc123xyz' },
      });
      home.attachTo(host.addUser('ada'));
    });
    expect(all.map(({ code, path, keyPath }) => `${code} ${path} ${keyPath}`)).toEqual([
      'PLAINTEXT_SECRET_NAME home home.sessionVariables.OPENAI_API_KEY',
      'PLAINTEXT_SECRET_NAME server services.x.password',
      'PLAINTEXT_SECRET server/expr services.w.script',
      'PLAINTEXT_SECRET_NAME server/raw services.y.token',
      'PLAINTEXT_SECRET server/raw-2 source',
    ]);
  });

  test('looks into the files that are written and copied', () => {
    const [, key] = SECRETS[1]!;
    const all = found(
      (app) => {
        const host = hostOf(app);
        new TextFile(host, 'text', { fileName: 'x.conf', content: `key ${key}` });
        new ProjectFile(app, 'project', { path: 'ci.yml', content: `key: ${key}` });
        new Asset(host, 'asset', { path: 'folder' });
        new Asset(host, 'fine', { path: 'fine.txt' });
      },
      {},
      { 'folder/a': 'nothing', 'folder/b': `x\n${key}\n`, 'fine.txt': 'password: hunter22' },
    );
    expect(all.map(({ code, path, keyPath }) => `${code} ${path} ${keyPath}`)).toEqual([
      'PLAINTEXT_SECRET project ci.yml',
      'PLAINTEXT_SECRET server/asset assets/server/folder/b',
      'PLAINTEXT_SECRET server/text hosts/server/x.conf',
    ]);
  });
});
