import { agenix, codes, file, finding, host } from './estate';
import { KEYS } from './fixture';
import {
  App,
  HomeManagerProfile,
  HostKey,
  LibvirtGuest,
  LibvirtDisk,
  LibvirtInterface,
  Nix,
  NixModule,
  NixosContainer,
  ContainerNetwork,
  Secret,
  SecretContent,
  SharedModule,
  TailscaleNode,
  WslHost,
} from '../../src';
import { refusal } from '../support/estate';
import { evaluateFlake } from '../support/evaluate-flake';

const KEY = { 'secrets/key.age': 'age/admin-laddie.age' };

describe('a secret on a host', () => {
  test('is decrypted there, and its path is a reference', () => {
    const app = agenix(KEY);
    const laddie = host(app);
    new TailscaleNode(laddie, 'tailscale', { authKey: new Secret(app, 'key').on(laddie) });
    expect(app.check()).toEqual([]);
    expect(file(app, 'hosts/laddie/secrets.nix')).toMatchInlineSnapshot(`
     "{
       age.secrets.key.file = ../../assets/secrets/key.age;
     }
     "
    `);
    expect(file(app, 'hosts/laddie/tailscale.nix')).toContain('authKeyFile = config.age.secrets.key.path;');
    expect(file(app, 'hosts/laddie/default.nix')).toContain('inputs.agenix.nixosModules.default');
    expect(app.synth().created).toContain('assets/secrets/key.age');
  });

  test('has an owner, permissions, and services that follow its changes', () => {
    const app = agenix(KEY);
    const laddie = host(app, 'laddie', { users: { ada: {} }, groups: { web: {} } });
    const secret = new Secret(app, 'key');
    secret.on(laddie, { owner: 'ada', group: 'web', mode: '440', restartUnits: ['a.service', 'b.service'] });
    secret.on(laddie, {
      name: 'other',
      path: '/etc/other',
      reloadUnits: ['b.service'],
      owner: Nix.ref('config.services.c.user'),
    });
    expect(app.check()).toEqual([]);
    expect(file(app, 'hosts/laddie/secrets.nix')).toMatchInlineSnapshot(`
     "{ config, ... }:
     {
       age.secrets = {
         key = {
           file = ../../assets/secrets/key.age;
           owner = "ada";
           group = "web";
           mode = "0440";
         };
         other = {
           file = ../../assets/secrets/key.age;
           path = "/etc/other";
           owner = config.services.c.user;
         };
       };
       systemd.services = {
         a.restartTriggers = [ ../../assets/secrets/key.age ];
         b = {
           restartTriggers = [ ../../assets/secrets/key.age ];
           reloadTriggers = [ ../../assets/secrets/key.age ];
         };
       };
     }
     "
    `);
  });

  test('that is the password of a user works on the first boot', () => {
    const app = agenix(KEY);
    const laddie = host(app);
    const password = new Secret(app, 'key').on(laddie);
    laddie.addUser('ada', { admin: true, hashedPasswordFile: password });
    expect(password._neededForUsers).toBe(true);
    expect(app.check()).toEqual([]);
    laddie.addOptions({ services: { userborn: { enable: true } } });
    expect(codes(app)).toEqual(['SECRET_USERS_LATE']);
  });

  test('asked for again is the same; with other props it is refused', () => {
    const app = agenix(KEY);
    const laddie = host(app);
    const secret = new Secret(app, 'key');
    const use = secret.on(laddie, { owner: 'root' });
    expect(secret.on(laddie)).toBe(use);
    expect(secret.on(laddie, { owner: 'root' })).toBe(use);
    expect(refusal(() => secret.on(laddie, { owner: 'sshd' })).code).toBe('SECRET_USED_TWICE');
    expect(secret.uses).toEqual([use]);
  });

  test('is decrypted with the key that is said, or the usual one where there is no SSH server', () => {
    const app = agenix({
      ...KEY,
      'secrets/keys/wsl.pub': 'keys/walker.pub',
      'secrets/shared.age': 'age/admin-laddie-walker.age',
    });
    const laddie = host(app);
    new HostKey(laddie, 'key', { publicKey: KEYS.laddie, path: '/persist/etc/ssh/ssh_host_ed25519_key' });
    new Secret(app, 'key').on(laddie);
    expect(file(app, 'hosts/laddie/secrets.nix')).toContain(
      'identityPaths = [ "/persist/etc/ssh/ssh_host_ed25519_key" ];',
    );
    const wsl = new WslHost(app, 'wsl', { stateVersion: '25.11', ssh: { enable: false } });
    const secret = new Secret(app, 'shared');
    secret.on(wsl);
    secret.on(laddie);
    expect(file(app, 'hosts/wsl/secrets.nix')).toContain('identityPaths = [ "/etc/ssh/ssh_host_ed25519_key" ];');
  });
});

describe('a secret elsewhere', () => {
  test('in a container: the host decrypts it, and the container sees one file', () => {
    const app = agenix(KEY);
    const laddie = host(app);
    new ContainerNetwork(laddie, 'containers', { externalInterface: 'eth0' });
    const media = new NixosContainer(laddie, 'media');
    const secret = new Secret(app, 'key');
    const use = secret.on(media, { owner: 'sonarr', group: 'media', mode: '0440' });
    new NixModule(media.inside, 'sonarr', { options: { users: { groups: { media: { gid: 900 } } } } });
    expect(use.path).toBe('/run/host-secrets/key');
    expect(secret.on(media.inside)).toBe(use);
    expect(app.check()).toEqual([]);
    expect(file(app, 'hosts/laddie/secrets.nix')).toMatchInlineSnapshot(`
     "{ config, ... }:
     {
       age.secrets.media-key = {
         file = ../../assets/secrets/key.age;
         owner = toString config.ids.uids.sonarr;
         group = "900";
         mode = "0440";
       };
       systemd.services."container@media".restartTriggers = [ ../../assets/secrets/key.age ];
       containers.media.bindMounts."/run/host-secrets/key".hostPath = config.age.secrets.media-key.path;
     }
     "
    `);
    expect(file(app, 'hosts/laddie/media/default.nix')).not.toContain('age');
  });

  test('in a container whose users have ids of their own it is refused', () => {
    const app = agenix(KEY);
    const laddie = host(app);
    const media = new NixosContainer(laddie, 'media', { privateNetwork: false, privateUsers: 'pick' });
    new Secret(app, 'key').on(media);
    expect(finding(app, 'SECRET_PRIVATE_USERS').mend).toContain("'identity'");
  });

  test('in a guest: the guest decrypts it, with its own key', () => {
    const app = agenix({
      'secrets/key.age': 'age/admin-laddie-walker.age',
      'secrets/keys/walker.pub': 'keys/walker.pub',
    });
    const laddie = host(app, 'laddie', { memoryMib: 8192, threads: 8 });
    const guest = new LibvirtGuest(laddie, 'walker', {
      memoryMib: 1024,
      vcpus: 2,
      disks: [LibvirtDisk.image({ sizeGib: 10 })],
      interfaces: [LibvirtInterface.macvtap('enp4s0')],
      host: { stateVersion: '25.11', allowNoLogin: true },
    });
    const secret = new Secret(app, 'key');
    expect(refusal(() => secret.on(guest)).code).toBe('SECRET_PLACE');
    secret.on(guest.host!);
    expect(finding(app, 'SECRET_EXTRA_RECIPIENT').message).toContain('laddie');
    expect(file(app, 'hosts/walker/secrets.nix')).toContain('key.file = ../../assets/secrets/key.age;');
    expect(app.render()['hosts/laddie/secrets.nix']).toBeUndefined();
  });

  test('in the home of a user of a host: the host decrypts it for that user', () => {
    const app = agenix(KEY);
    const laddie = host(app);
    const ada = laddie.addUser('ada');
    const profile = new HomeManagerProfile(app, 'common', { stateVersion: '25.11' });
    const home = profile.attachTo(ada);
    home.addOptions({
      programs: { git: { extraConfig: { include: { path: new Secret(app, 'key').on(home).path } } } },
    });
    expect(app.check()).toEqual([]);
    expect(file(app, 'hosts/laddie/secrets.nix')).toContain('owner = "ada";');
    expect(JSON.stringify(app.render())).toContain('osConfig.age.secrets.key.path');
  });

  test('in a home: the user decrypts it, and its path is one that not only a shell understands', () => {
    const app = agenix(KEY);
    const profile = new HomeManagerProfile(app, 'common', { stateVersion: '25.11' });
    const secret = new Secret(app, 'key');
    const use = secret.on(profile);
    profile.addOptions({ programs: { git: { extraConfig: { include: { path: use.path } } } } });
    profile.attachTo(host(app).addUser('ada'));
    expect(codes(app)).toContain('SECRET_NO_HOST_KEY');
    new HostKey(profile, 'ada', { publicKey: KEYS.laddie });
    expect(app.check()).toEqual([]);
    expect(file(app, 'homes/common/secrets.nix')).toMatchInlineSnapshot(`
     "{ config, ... }:
     {
       age = {
         identityPaths = [ "\${config.home.homeDirectory}/.ssh/id_ed25519" ];
         secrets.key = {
           file = ../../assets/secrets/key.age;
           path = "\${config.xdg.configHome}/agenix/key";
         };
       };
     }
     "
    `);
    expect(file(app, 'homes/common/default.nix')).toContain('inputs.agenix.homeManagerModules.default');
  });

  test.each(['owner', 'restartUnits'])('%s means nothing in a home', (prop) => {
    const app = agenix(KEY);
    const profile = new HomeManagerProfile(app, 'common', { stateVersion: '25.11' });
    const value = prop === 'owner' ? 'ada' : ['a.service'];
    expect(refusal(() => new Secret(app, 'key').on(profile, { [prop]: value })).code).toBe('SECRET_USE');
  });

  test('units mean nothing in a container', () => {
    const app = agenix(KEY);
    const media = new NixosContainer(host(app), 'media');
    expect(refusal(() => new Secret(app, 'key').on(media, { restartUnits: ['a.service'] })).code).toBe('SECRET_USE');
  });

  test('a shared module has no key', () => {
    const app = agenix(KEY);
    const shared = new SharedModule(app, 'shared');
    const secret = new Secret(app, 'key');
    expect(refusal(() => secret.on(shared)).code).toBe('SECRET_PLACE');
    expect(refusal(() => secret.on(app)).code).toBe('SECRET_PLACE');
    expect(refusal(() => new HostKey(shared, 'key', { publicKey: KEYS.laddie })).code).toBe('HOST_KEY_SYSTEM');
  });
});

test('the rules name each recipient once, and nobody else', () => {
  const app = agenix(
    {
      'secrets/both.age': 'age/admin-laddie-walker.age',
      'secrets/key.age': 'age/admin-laddie-ada.age',
      'secrets/keys/walker.pub': 'keys/walker.pub',
    },
    { 'ada l.': KEYS.admin },
  );
  const [laddie, walker] = [host(app), host(app, 'walker')];
  const both = new Secret(app, 'both');
  both.on(walker);
  both.on(laddie);
  new Secret(app, 'key', { otherRecipients: { laptop: KEYS.ada } }).on(laddie);
  expect(app.check()).toEqual([]);
  expect(app.renderProjectFiles()['secrets.nix']).toMatchInlineSnapshot(`
   "# Who may decrypt what, for the command agenix. Written by cosmo: change the estate, not this file.
   let
     ada-l = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKOUhrYOC1FzgnZdaylePcqKUXGEvoLZkdFL9Ywfw+1S";
     laddie = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINmFN2MImhj6B5Y1DwAWTbS6+tLoS3X0pbFykbl954M0";
     walker = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFXJ1CFyvkIK2BBJXRcnbUCXLG0L7j1iTSx5h+gOU6gm";
     laptop = "age1502t6sazg98m4du6v4pgz4q8tekf6wvjlns447vw2dprtnmmcecsqzlgue";
   in
   {
     "secrets/both.age".publicKeys = [
       ada-l
       laddie
       walker
     ];
     "secrets/key.age".publicKeys = [
       ada-l
       laddie
       laptop
     ];
   }
   "
  `);
});

describe('what is refused at once', () => {
  const secret = (props: Record<string, unknown> = {}) => {
    const app = agenix(KEY);
    return { app, laddie: host(app), make: () => new Secret(app, 'key', props) };
  };

  test.each<[string, Record<string, unknown>, string]>([
    ['permissions for everyone', { mode: '0444' }, 'SECRET_WORLD_READABLE'],
    ['permissions for nobody', { mode: '0200' }, 'SECRET_MODE'],
    ['permissions that are none', { mode: 'u=r' }, 'SECRET_MODE'],
    ['set-uid', { mode: '4400' }, 'SECRET_MODE'],
    ['a path in the store', { path: '/nix/store/x' }, 'SECRET_PATH'],
    ['a relative path', { path: 'key' }, 'SECRET_PATH'],
    ['a unit without its kind', { restartUnits: ['tailscaled'] }, 'SECRET_UNIT'],
    ['a unit that agenix cannot restart', { restartUnits: ['a.socket'] }, 'SECRET_UNIT'],
    ['an owner that is no name', { owner: 'Ada L' }, 'SECRET_OWNER'],
    ['a name that is none', { name: '../x' }, 'SECRET_NAME'],
  ])('%s', (_, props, code) => {
    const { laddie, make } = secret();
    expect(refusal(() => make().on(laddie, props)).code).toBe(code);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['a key in an age file', { key: 'a/b' }, 'SECRET_KEY'],
    ['a file outside of the project', { file: '../key.age' }, 'SECRET_FILE_PATH'],
    ['variables of what is no environment file', { variables: ['A'] }, 'SECRET_VARIABLES'],
    ['a variable that is none', { content: SecretContent.ENVIRONMENT, variables: ['A-B'] }, 'SECRET_VARIABLES'],
    ['a private key', { otherRecipients: { me: 'AGE-SECRET-KEY-1GFPYYSJZ' } }, 'SECRET_IN_PLAIN_SIGHT'],
    ['a recipient that is none', { otherRecipients: { me: 'hello' } }, 'HOST_KEY'],
    ['a PGP key', { otherRecipients: { me: '85D77543B3D624B63CEA9E6DBC17301B491B3F21' } }, 'SECRET_RECIPIENT'],
  ])('%s', (_, props, code) => expect(refusal(secret(props).make).code).toBe(code));

  test('an environment file where a value is wanted', () => {
    const { app, laddie } = secret();
    const environment = new Secret(app, 'key', { content: SecretContent.ENVIRONMENT, variables: ['TS_AUTHKEY'] });
    const make = () => new TailscaleNode(laddie, 'tailscale', { authKey: environment.on(laddie) });
    expect(refusal(make).code).toBe('SECRET_CONTENT');
  });

  test('two secrets in one file, or of one name', () => {
    const { app, make } = secret();
    make();
    new Secret(app, 'other', { file: 'secrets/key.age' });
    expect(codes(app)).toContain('PLACE_OF_A_SECRET_TAKEN');
  });

  test('a key without its place, and a place in the store', () => {
    const { laddie } = secret();
    expect(refusal(() => new HostKey(laddie, 'a', { publicKey: KEYS.ada })).code).toBe('HOST_KEY_PATH');
    expect(refusal(() => new HostKey(laddie, 'b', { publicKey: KEYS.ada, path: '/nix/store/x' })).code).toBe(
      'HOST_KEY_PATH',
    );
  });
});

test('what is exported is a Secret', () => {
  const app = agenix();
  expect(Secret.isSecret(new Secret(app, 'key'))).toBe(true);
  expect(Secret.isSecret(app)).toBe(false);
  expect(app).toBeInstanceOf(App);
});

test('what Nix makes of it', () => {
  const app = agenix(KEY);
  const laddie = host(app);
  laddie.addUser('ada', { admin: true, hashedPasswordFile: new Secret(app, 'key').on(laddie) });
  const system = evaluateFlake(app.synth().outdir).systems.laddie!;
  expect(system.age.secrets.key.file).toMatch(/\/assets\/secrets\/key\.age$/);
  expect(system.users.mutableUsers).toBe(false);
});
