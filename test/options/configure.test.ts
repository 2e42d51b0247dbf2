import { App, DarwinHost, HomeManagerProfile, Host, Nix, NixosContainer, StandaloneHome, WslHost } from '../../src';
import { newApp, refusal } from '../support/estate';

const FILE_SYSTEMS = { '/': { device: '/dev/vda1', fsType: 'ext4' } };

/** All that an estate renders to, as one text. */
function rendered(app: App): string {
  return Object.values(app.render()).join('\n');
}

function newHost(app: App): Host {
  return new Host(app, 'attic', { stateVersion: '25.11', fileSystems: FILE_SYSTEMS, allowNoLogin: true });
}

describe('configure', () => {
  test('sets options of a host, beside those that it sets itself', () => {
    const app = newApp();
    const host = newHost(app);
    host.configure({ services: { 'my-app': { enable: Nix.mkDefault(true) } } });
    host.configure({ services: { other: { port: 80 } } });
    host.addOptions({ programs: { mtr: { enable: true } } });
    expect(app.render()['hosts/attic/options.nix']).toContain(
      [
        '  services = {',
        '    my-app.enable = lib.mkDefault true;',
        '    other.port = 80;',
        '  };',
        '  programs.mtr.enable = true;',
      ].join('\n'),
    );
  });

  test('sets options of a host on Windows, of a Mac, of a home, and of the inside of a container', () => {
    const app = newApp();
    new WslHost(app, 'wsl', { stateVersion: '25.11', defaultUser: 'ada' }).configure({ a: { wsl: 1 } });
    new DarwinHost(app, 'mac', { stateVersion: 6 }).configure({ a: { mac: 1 } });
    new HomeManagerProfile(app, 'profile', { stateVersion: '25.11' }).configure({ a: { profile: 1 } });
    new StandaloneHome(app, 'ada@desk', { stateVersion: '25.11', userName: 'ada' }).configure({ a: { home: 1 } });
    const desk = newHost(app);
    const attached = new HomeManagerProfile(app, 'attached', { stateVersion: '25.11' }).attachTo(desk.addUser('eve'));
    attached.configure({ a: { attached: 1 } });
    const container = new NixosContainer(desk, 'media', {});
    container.inside.configure({ a: { inside: 1 } });
    container.inside.configure({ b: { inside: 2 } });
    const text = rendered(app);
    for (const line of [
      'a.wsl = 1;',
      'a.mac = 1;',
      'a.profile = 1;',
      'a.home = 1;',
      'a.inside = 1;',
      'b.inside = 2;',
    ]) {
      expect(text.split(line)).toHaveLength(2);
    }
  });

  test('takes names as they are, whatever they mean in JavaScript', () => {
    const app = newApp();
    newHost(app).configure({
      system: { build: { x: 1 } },
      a: { 'b.c': 1, 'two words': 2, class: 3, ['__proto__']: 4 },
    });
    const text = app.render()['hosts/attic/options.nix']!;
    expect(text).toContain('system.build.x = 1;');
    for (const line of ['"b.c" = 1;', '"two words" = 2;', 'class = 3;', '__proto__ = 4;']) expect(text).toContain(line);
  });

  test('refuses two values for one option', () => {
    const host = newHost(newApp());
    host.configure({ services: { a: { port: 80 } } });
    expect(refusal(() => host.configure({ services: { a: { port: 81 } } }))).toMatchObject({
      code: 'OPTION_SET_TWICE',
      keyPath: 'services.a.port',
    });
  });
});
