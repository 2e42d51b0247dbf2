import { codes, file, finding, host, sops } from './estate';
import { fixture, KEYS } from './fixture';
import {
  ContainerNetwork,
  HomeManagerProfile,
  HostKey,
  NixModule,
  NixosContainer,
  Secret,
  SecretContent,
  SopsStore,
} from '../../src';
import { refusal } from '../support/estate';

const VALUE = { 'secrets/key.sops': 'sops/admin-laddie.sops' };
const WIFI = { 'secrets/wifi.yaml': 'sops/wifi.yaml' };

test('a value is a file of its own', () => {
  const app = sops(VALUE);
  const laddie = host(app);
  const use = new Secret(app, 'key').on(laddie, { mode: '0440', group: 'wheel', restartUnits: ['a.socket'] });
  expect(app.check()).toEqual([]);
  expect(file(app, 'hosts/laddie/secrets.nix')).toMatchInlineSnapshot(`
   "{
     sops = {
       gnupg.sshKeyPaths = [ ];
       secrets.key = {
         sopsFile = ../../assets/secrets/key.sops;
         format = "binary";
         group = "wheel";
         mode = "0440";
         restartUnits = [ "a.socket" ];
       };
     };
   }
   "
  `);
  expect(use.path.source()).toBe('config.sops.secrets.key.path');
  expect(file(app, 'hosts/laddie/default.nix')).toContain('inputs.sops-nix.nixosModules.sops');
});

test('several values are in one file by their keys', () => {
  const app = sops(WIFI);
  const laddie = host(app);
  new Secret(app, 'wifi-password', { file: 'secrets/wifi.yaml', key: 'wifi/password' }).on(laddie);
  new Secret(app, 'wifi-guest', { file: 'secrets/wifi.yaml', key: 'wifi/guest' }).on(laddie);
  expect(app.check()).toEqual([]);
  expect(file(app, 'hosts/laddie/secrets.nix')).toMatchInlineSnapshot(`
   "{
     sops = {
       gnupg.sshKeyPaths = [ ];
       secrets = {
         wifi-password = {
           sopsFile = ../../assets/secrets/wifi.yaml;
           key = "wifi/password";
         };
         wifi-guest = {
           sopsFile = ../../assets/secrets/wifi.yaml;
           key = "wifi/guest";
         };
       };
     };
   }
   "
  `);
});

test('a file as a whole, and an environment file', () => {
  const app = sops({ ...WIFI, 'secrets/tailscale.env': 'sops/tailscale.env' });
  const laddie = host(app);
  const wifi = new Secret(app, 'wifi', { content: SecretContent.YAML }).on(laddie);
  const environment = new Secret(app, 'tailscale', { content: SecretContent.ENVIRONMENT, variables: ['TS_AUTHKEY'] });
  environment.on(laddie);
  expect(app.check()).toEqual([]);
  expect(wifi.content).toBe(SecretContent.YAML);
  expect(file(app, 'hosts/laddie/secrets.nix')).toMatchInlineSnapshot(`
   "{
     sops = {
       gnupg.sshKeyPaths = [ ];
       secrets = {
         wifi = {
           sopsFile = ../../assets/secrets/wifi.yaml;
           key = "";
         };
         tailscale = {
           sopsFile = ../../assets/secrets/tailscale.env;
           format = "dotenv";
         };
       };
     };
   }
   "
  `);
});

test('the password of a user is decrypted before users are made, and belongs to root', () => {
  const app = sops(VALUE);
  const laddie = host(app);
  const password = new Secret(app, 'key');
  laddie.addUser('ada', { hashedPasswordFile: password.on(laddie) });
  expect(app.check()).toEqual([]);
  expect(file(app, 'hosts/laddie/secrets.nix')).toContain('neededForUsers = true;');
  const owned = sops(VALUE);
  const other = host(owned);
  other.addUser('ada', { hashedPasswordFile: new Secret(owned, 'key').on(other, { owner: 'ada' }) });
  expect(codes(owned)).toEqual(['SECRET_USERS_OWNER']);
});

test('in a container it has numbers for its owner, and the container is restarted', () => {
  const app = sops(VALUE);
  const laddie = host(app);
  new ContainerNetwork(laddie, 'containers', { externalInterface: 'eth0' });
  const media = new NixosContainer(laddie, 'media');
  new Secret(app, 'key').on(media, { owner: 'sonarr', group: 'media' });
  new NixModule(media.inside, 'sonarr', {
    options: { users: { users: { sonarr: { uid: 974 } }, groups: { media: { gid: 900 } } } },
  });
  expect(app.check()).toEqual([]);
  expect(file(app, 'hosts/laddie/secrets.nix')).toMatchInlineSnapshot(`
   "{ config, ... }:
   {
     sops = {
       gnupg.sshKeyPaths = [ ];
       secrets.media-key = {
         sopsFile = ../../assets/secrets/key.sops;
         format = "binary";
         uid = 974;
         gid = 900;
         restartUnits = [ "container@media.service" ];
       };
     };
     containers.media.bindMounts."/run/host-secrets/key".hostPath = config.sops.secrets.media-key.path;
   }
   "
  `);
});

test('a key of age, and a home', () => {
  const app = sops({ 'secrets/key.sops': 'sops/value.sops' }, { me: KEYS.ada });
  const laddie = host(app);
  const profile = new HomeManagerProfile(app, 'common', { stateVersion: '25.11' });
  profile.attachTo(laddie.addUser('ada'));
  const secret = new Secret(app, 'key');
  for (const system of [laddie, profile]) {
    new HostKey(system, 'key', { publicKey: KEYS.ada, path: '/var/lib/key.txt' });
    secret.on(system);
  }
  expect(app.check()).toEqual([]);
  expect(file(app, 'hosts/laddie/secrets.nix')).toMatchInlineSnapshot(`
   "{
     sops = {
       age = {
         keyFile = "/var/lib/key.txt";
         sshKeyPaths = [ ];
       };
       gnupg.sshKeyPaths = [ ];
       secrets.key = {
         sopsFile = ../../assets/secrets/key.sops;
         format = "binary";
       };
     };
   }
   "
  `);
  expect(file(app, 'homes/common/secrets.nix')).toMatchInlineSnapshot(`
   "{
     sops = {
       age = {
         keyFile = "/var/lib/key.txt";
         sshKeyPaths = [ ];
       };
       secrets.key = {
         sopsFile = ../../assets/secrets/key.sops;
         format = "binary";
       };
     };
   }
   "
  `);
  expect(file(app, 'homes/common/default.nix')).toContain('inputs.sops-nix.homeModules.sops');
});

test('the rules: specific ones first, one group of keys each', () => {
  const app = sops(
    { ...WIFI, 'secrets/key.sops': 'sops/admin-laddie.sops' },
    { ada: KEYS.admin, bob: '85D77543B3D624B63CEA9E6DBC17301B491B3F21' },
  );
  const laddie = host(app);
  new Secret(app, 'wifi', { content: SecretContent.YAML }).on(laddie);
  new Secret(app, 'key').on(laddie);
  // Nobody has encrypted to bob yet.
  expect(codes(app)).toEqual(['SECRET_ADMIN_CANNOT_DECRYPT', 'SECRET_ADMIN_CANNOT_DECRYPT']);
  expect(app.renderProjectFiles()['.sops.yaml']).toMatchInlineSnapshot(`
   "# Who may decrypt what, for the command sops. Written by cosmo: change the estate, not this file.
   creation_rules:
     - path_regex: '^secrets/key\\.sops$'
       key_groups:
         - age:
             - age1ukhh8vw93gvm2nmxjykl9nkfakpu23c8tvpuz6nhuwt0s9wdh59q5xr62m # ada
             - age1g7hrk5x752f7mkgvq52tp2rdmfftf35wea2rdhr5lkkqtqyh5pzsqu5hp0 # laddie
           pgp:
             - 85D77543B3D624B63CEA9E6DBC17301B491B3F21 # bob
     - path_regex: '^secrets/wifi\\.yaml$'
       key_groups:
         - age:
             - age1ukhh8vw93gvm2nmxjykl9nkfakpu23c8tvpuz6nhuwt0s9wdh59q5xr62m # ada
             - age1g7hrk5x752f7mkgvq52tp2rdmfftf35wea2rdhr5lkkqtqyh5pzsqu5hp0 # laddie
           pgp:
             - 85D77543B3D624B63CEA9E6DBC17301B491B3F21 # bob
     # any other file is the administrators' alone
     - path_regex: '^secrets/'
       key_groups:
         - age:
             - age1ukhh8vw93gvm2nmxjykl9nkfakpu23c8tvpuz6nhuwt0s9wdh59q5xr62m # ada
           pgp:
             - 85D77543B3D624B63CEA9E6DBC17301B491B3F21 # bob
   "
  `);
});

describe('what is found', () => {
  const make = (from: string, props: Record<string, unknown> = {}, name = 'secrets/key.sops') => {
    const app = sops({ [name]: from, 'secrets/keys/walker.pub': 'keys/walker.pub' });
    new Secret(app, 'key', { file: name, ...props }).on(host(app));
    host(app, 'walker');
    return app;
  };

  test('a host that cannot decrypt', () => {
    expect(finding(make('sops/admin.sops'), 'SECRET_CANNOT_DECRYPT')).toMatchObject({
      severity: 'error',
      message: 'laddie cannot decrypt secrets/key.sops, and needs it',
      mend: 'cosmo secrets rekey key',
    });
  });

  test('who can decrypt and should not', () => {
    expect(finding(make('sops/admin-laddie-walker.sops'), 'SECRET_EXTRA_RECIPIENT')).toMatchObject({
      severity: 'warning',
      message: 'secrets/key.sops can be decrypted by who has no use for it: walker',
    });
    expect(finding(make('sops/value.sops'), 'SECRET_EXTRA_RECIPIENT').message).toContain(KEYS.ada);
  });

  test('plain text', () => {
    expect(finding(make('=hunter2'), 'SECRET_PLAINTEXT').mend).toContain('cosmo secrets add key --force');
    const text = `=added: hunter2\n${fixture('sops/wifi.yaml').toString()}`;
    const found = finding(make(text, { key: 'wifi/guest' }, 'secrets/wifi.yaml'), 'SECRET_PLAINTEXT');
    expect(found).toMatchObject({ severity: 'error', message: 'added in secrets/wifi.yaml is not encrypted' });
  });

  test('a value or a variable that is not there', () => {
    const app = make('sops/wifi.yaml', { key: 'wifi/other' }, 'secrets/wifi.yaml');
    expect(finding(app, 'SECRET_KEY_MISSING').message).toContain('wifi/other');
    const props = { content: SecretContent.ENVIRONMENT, variables: ['OTHER'] };
    expect(finding(make('sops/tailscale.env', props, 'secrets/t.env'), 'SECRET_KEY_MISSING').message).toContain(
      'OTHER',
    );
  });

  test('a file without a MAC, and one whose key is split', () => {
    const json = (meta: object) =>
      `=${JSON.stringify({ data: 'ENC[x]', sops: { age: [{ recipient: KEYS.ada }], ...meta } })}`;
    expect(codes(make(json({})))).toContain('SECRET_FILE_BROKEN');
    const groups = [{ age: [{ recipient: KEYS.ada }] }, { age: [{ recipient: KEYS.ada }] }];
    expect(codes(make(json({ mac: 'ENC[x]', key_groups: groups })))).toContain('SECRET_KEY_GROUPS');
  });

  test('a file that tells a machine more than it needs', () => {
    const app = sops({ ...WIFI, 'secrets/keys/walker.pub': 'keys/walker.pub' });
    new Secret(app, 'one', { file: 'secrets/wifi.yaml', key: 'wifi/password' }).on(host(app));
    new Secret(app, 'two', { file: 'secrets/wifi.yaml', key: 'wifi/guest' }).on(host(app, 'walker'));
    const shared = app.check().filter(({ code }) => code === 'SECRET_FILE_SHARED');
    expect(shared.map(({ message }) => message)).toEqual([
      'laddie can decrypt two too, which it does not use',
      'walker can decrypt one too, which it does not use',
    ]);
  });
});

test.each<[string, Record<string, unknown>, string]>([
  ['a key in a file of another format', { key: 'a', file: 'secrets/a.env' }, 'SECRET_KEY'],
  ['a key that is none', { key: 'a//b' }, 'SECRET_KEY'],
  ['a form that the name denies', { content: SecretContent.ENVIRONMENT, file: 'secrets/a.yaml' }, 'SECRET_FILE_FORMAT'],
  ['a value that would be the whole file', { file: 'secrets/a.yaml' }, 'SECRET_FILE_FORMAT'],
  ['an RSA key', { otherRecipients: { old: KEYS.rsa } }, 'SECRET_RECIPIENT'],
])('%s is refused', (_, props, code) => {
  expect(refusal(() => new Secret(sops(), 'key', props)).code).toBe(code);
});

test('two stores in two folders', () => {
  const app = sops();
  new SopsStore(app, 'more', { adminKeys: { ada: KEYS.admin }, rulesFile: 'more/.sops.yaml' });
  expect(codes(app)).toEqual(['FOLDER_OF_SECRETS_TAKEN']);
});
