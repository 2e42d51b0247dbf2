import {
  App,
  Aspects,
  DarwinHost,
  HostProps,
  Nix,
  NixModule,
  NixosContainer,
  PermitRootLogin,
  SharedModule,
  SshHardened,
  SshHardenedProps,
  Specialisation,
} from '../../src';
import { appWith, codes, hostOf } from '../support/small-estate';

function hardened(make: (app: App) => void, props: SshHardenedProps = {}) {
  const app = appWith();
  make(app);
  Aspects.of(app).add(new SshHardened(props));
  return app.check().filter(({ code }) => code.startsWith('SSH_HARDENED'));
}
const onHost = (props: Partial<HostProps>, rules?: SshHardenedProps) =>
  hardened((app) => void hostOf(app, 'server', props), rules);

describe('SshHardened', () => {
  test('holds on a host as it comes, and on one without a server', () => {
    expect(onHost({})).toEqual([]);
    expect(onHost({ ssh: { enable: false } })).toEqual([]);
  });

  test('finds what props open', () => {
    expect(onHost({ ssh: { passwordAuthentication: true } })).toEqual([
      expect.objectContaining({
        severity: 'error',
        policy: 'SshHardened',
        code: 'SSH_HARDENED_PASSWORDS',
        message: 'sshd of server takes passwords (PasswordAuthentication is true)',
        path: 'server',
        keyPath: 'services.openssh.settings.PasswordAuthentication',
        mend: 'set services.openssh.settings.PasswordAuthentication to false',
      }),
    ]);
    expect(codes(onHost({ ssh: { kbdInteractiveAuthentication: true } }))).toEqual([
      'error SSH_HARDENED_KEYBOARD_INTERACTIVE',
    ]);
    expect(codes(onHost({ ssh: { permitRootLogin: PermitRootLogin.YES } }))).toEqual(['error SSH_HARDENED_ROOT']);
  });

  test('lets root in with a key where that is allowed, and with nothing else', () => {
    const withKey = { ssh: { permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD } };
    expect(codes(onHost(withKey))).toEqual(['error SSH_HARDENED_ROOT']);
    expect(onHost(withKey, { allowRootKeys: true })).toEqual([]);
    expect(codes(onHost({ ssh: { permitRootLogin: PermitRootLogin.YES } }, { allowRootKeys: true }))).toEqual([
      'error SSH_HARDENED_ROOT',
    ]);
  });

  test('finds what an override opens', () => {
    const found = onHost({ override: { 'services.openssh.settings.PasswordAuthentication': true } });
    expect(codes(found)).toEqual(['error SSH_HARDENED_PASSWORDS']);
  });

  test('knows which definition wins', () => {
    const set = (value: any) =>
      hardened((app) => {
        const host = hostOf(app);
        new NixModule(host, 'more', {
          options: { services: { openssh: { settings: { PasswordAuthentication: value } } } },
        });
      });
    expect(set(Nix.mkForce(true))).toEqual([
      expect.objectContaining({ path: 'server/more', code: 'SSH_HARDENED_PASSWORDS' }),
    ]);
    expect(set(Nix.mkDefault(true))).toEqual([]);
    expect(codes(set(Nix.mkIf(Nix.ref('config.services.x.enable'), true)))).toEqual(['error SSH_HARDENED_PASSWORDS']);
    expect(set(Nix.mkForce(Nix.ref('config.x')))).toEqual([
      expect.objectContaining({
        message: 'whether sshd of server takes passwords is what only Nix can tell',
      }),
    ]);
  });

  test('reads hand-written Nix', () => {
    const found = hardened((app) => {
      hostOf(app).addNix(
        '{ config, lib, ... }: { config = lib.mkIf true { services.openssh.settings.PermitRootLogin = lib.mkForce "yes"; }; }',
      );
    });
    expect(codes(found)).toEqual(['error SSH_HARDENED_ROOT']);
  });

  test('reads a hand-written file of the project', () => {
    const app = appWith({ 'open.nix': '{\n  services.openssh.settings.PasswordAuthentication = true;\n}\n' });
    hostOf(app).importFile('open.nix');
    Aspects.of(app).add(new SshHardened());
    expect(codes(app.check().filter(({ policy }) => policy))).toEqual(['error SSH_HARDENED_PASSWORDS']);
  });

  test('reads the extra configuration', () => {
    const extraConfig = 'Match Address 192.168.1.0/24\n  PasswordAuthentication yes\n  PermitRootLogin no\n';
    const found = onHost({ options: { services: { openssh: { extraConfig } } } });
    expect(found).toEqual([
      expect.objectContaining({
        code: 'SSH_HARDENED_EXTRA_CONFIG',
        message: 'sshd of server is told PasswordAuthentication yes in its extra configuration',
      }),
    ]);
  });

  test('looks into containers, and knows what NixOS does where nothing is said', () => {
    const found = hardened((app) => {
      const box = new NixosContainer(hostOf(app), 'box', { privateNetwork: true, subnet: '10.9.0.0/24' });
      new NixModule(box.inside, 'ssh', { options: { services: { openssh: { enable: true } } } });
    });
    expect(codes(found)).toEqual([
      'error SSH_HARDENED_KEYBOARD_INTERACTIVE',
      'error SSH_HARDENED_PASSWORDS',
      'error SSH_HARDENED_ROOT',
    ]);
    expect(found[1]).toMatchObject({
      path: 'server/box/inside',
      message: 'sshd of box is not told PasswordAuthentication: sshd then takes passwords',
    });
  });

  test('takes a shared module for a part of the host that imports it', () => {
    const shared = (settings: Record<string, any>) =>
      hardened((app) => {
        const module = new SharedModule(app, 'ssh', { options: { services: { openssh: { settings } } } });
        const box = new NixosContainer(hostOf(app), 'box', { subnet: '10.9.0.0/24' });
        new NixModule(box.inside, 'ssh', { options: { services: { openssh: { enable: true } } } });
        module.attachTo(box.inside);
      });
    const shut = { PasswordAuthentication: false, KbdInteractiveAuthentication: false, PermitRootLogin: 'no' };
    expect(shared(shut)).toEqual([]);
    expect(shared({ ...shut, PermitRootLogin: 'yes' })).toEqual([
      expect.objectContaining({ code: 'SSH_HARDENED_ROOT', path: 'ssh' }),
      expect.objectContaining({ code: 'SSH_HARDENED_ROOT', path: 'ssh' }),
    ]);
  });

  test('looks at what a specialisation opens', () => {
    const found = hardened((app) => {
      const options = { services: { openssh: { settings: { PasswordAuthentication: true } } } };
      new Specialisation(hostOf(app), 'rescue', { options });
    });
    expect(found).toEqual([expect.objectContaining({ code: 'SSH_HARDENED_PASSWORDS', path: 'server/rescue' })]);
  });

  test('reads what a Mac tells its server', () => {
    const mac = (ssh: any) => hardened((app) => void new DarwinHost(app, 'mac', { stateVersion: 6, ssh }));
    expect(mac({ enable: true })).toEqual([]);
    expect(mac(undefined)).toEqual([]);
    expect(codes(mac({ passwordAuthentication: true }))).toEqual([
      'error SSH_HARDENED_KEYBOARD_INTERACTIVE',
      'error SSH_HARDENED_PASSWORDS',
      'error SSH_HARDENED_ROOT',
    ]);
  });

  test('is a warning where it is asked to be one', () => {
    const found = onHost({ ssh: { passwordAuthentication: true } }, { severity: 'warning' as any });
    expect(codes(found)).toEqual(['warning SSH_HARDENED_PASSWORDS']);
  });
});
