import { HomeAttachment, HomeManager, HomeManagerProfile, HomePath } from '../../src/home';
import { Nix } from '../../src/nix';
import { appWith, codes, file, hostOf } from '../support/small-estate';

function estate() {
  const app = appWith({ 'home/extra.nix': '{ }' });
  const common = new HomeManagerProfile(app, 'common', { stateVersion: '25.11' });
  return { app, common, host: hostOf(app) };
}

describe('attaching a home', () => {
  test('sets home-manager up once for all users', () => {
    const { app, common, host } = estate();
    common.attachTo(host.addUser('ada'));
    common.attachTo(host.addUser('bob'));
    expect(file(app, 'hosts/server/home-manager.nix')).toMatchSnapshot();
    expect(file(app, 'hosts/server/ada-home-common.nix')).toBe(
      '{\n  home-manager.users.ada.imports = [ ../../homes/common ];\n}\n',
    );
    const entry = file(app, 'hosts/server/default.nix');
    expect(entry.match(/inputs\.home-manager\.nixosModules\.home-manager/g)).toHaveLength(1);
    expect(entry.match(/\.\/home-manager\.nix/g)).toHaveLength(1);
    expect(file(app, 'flake.nix')).toContain('github:nix-community/home-manager/release-26.05');
    expect(codes(app.check())).toEqual([]);
  });

  test('adds what this home holds beside the profile', () => {
    const { app, common, host } = estate();
    const home = common.attachTo(host.addUser('ada'), {
      programs: { zsh: { shellAliases: { update: 'sudo nixos-rebuild switch' } } },
      options: { xdg: { enable: true } },
      override: { 'programs.zsh.enable': false },
    });
    home.addOptions({ fonts: { fontconfig: { enable: true } } });
    home.override('xdg.enable', Nix.mkForce(false));
    home.importModule(Nix.raw('inputs.nixpkgs.homeModules.x'));
    home.importFile('home/extra.nix');
    home.addNix('{ pkgs, ... }: { home.packages = [ pkgs.jq ]; }');
    expect(file(app, 'hosts/server/ada-home-common.nix')).toMatchSnapshot();
  });

  test('is a function where it refers to the home itself', () => {
    const { app, common, host } = estate();
    common.attachTo(host.addUser('ada'), { sessionPath: [HomePath.inHome('bin')], packages: ['jq'] });
    expect(file(app, 'hosts/server/ada-home-common.nix')).toMatchSnapshot();
  });

  test('is possible without a profile', () => {
    const { app, host } = estate();
    new HomeAttachment(host.addUser('ada'), 'home', { stateVersion: '25.11', programs: { git: true } });
    expect(file(app, 'hosts/server/ada-home.nix')).toMatchSnapshot();
  });

  test('several profiles of a user merge', () => {
    const { app, common, host } = estate();
    const games = new HomeManagerProfile(app, 'games', { packages: ['nethack'] });
    const ada = host.addUser('ada');
    common.attachTo(ada);
    games.attachTo(ada);
    expect(codes(app.check())).toEqual([]);
    expect(file(app, 'hosts/server/default.nix')).toContain('./ada-home-games.nix');
  });

  test('refuses a profile twice', () => {
    const { common, host } = estate();
    const ada = host.addUser('ada');
    common.attachTo(ada);
    expect(() => common.attachTo(ada)).toThrow('HOME_ATTACHED_TWICE');
    expect(() => new HomeAttachment(ada, 'again', { profiles: [common] })).toThrow('HOME_ATTACHED_TWICE');
  });

  test('refuses a user without a home directory', () => {
    const { common, host } = estate();
    expect(() => common.attachTo(host.addUser('daemon', { systemUser: true }))).toThrow('HOME_SYSTEM_USER');
  });

  test('refuses a home without a state version', () => {
    const { app, host } = estate();
    const games = new HomeManagerProfile(app, 'games', { packages: ['nethack'] });
    games.attachTo(host.addUser('ada'));
    const found = app.check().filter(({ severity }) => severity === 'error');
    expect(found).toMatchObject([{ code: 'HOME_STATE_VERSION_MISSING', path: 'server/ada' }]);
  });

  test('refuses two state versions in one home', () => {
    const { app, common, host } = estate();
    common.attachTo(host.addUser('ada'), { stateVersion: '24.05' });
    expect(app.check()).toMatchObject([{ severity: 'error', code: 'HOME_STATE_VERSIONS_DIFFER', path: 'server/ada' }]);
  });

  test('looks at what it adds', () => {
    const { app, common, host } = estate();
    common.attachTo(host.addUser('ada'), {
      programs: { git: { settings: { aliases: {} } } },
      options: { nixpkgs: { config: { allowUnfree: true } } },
    });
    expect(codes(app.check())).toEqual(['error HOME_NIXPKGS_IGNORED', 'warning HOME_GIT_SECTION']);
  });
});

describe('HomeManager', () => {
  test('can be made in another way', () => {
    const { app, common, host } = estate();
    const manager = new HomeManager(host, 'home-manager', {
      useGlobalPkgs: false,
      useUserPackages: false,
      backupFileExtension: '',
      overwriteBackup: true,
      verbose: true,
      sharedModules: [Nix.ref('inputs.self.homeModules.common')],
      extraSpecialArgs: { site: 'home' },
      options: { environment: { pathsToLink: ['/share/zsh'] } },
    });
    expect(HomeManager.of(host)).toBe(manager);
    common.attachTo(host.addUser('ada'));
    expect(file(app, 'hosts/server/home-manager.nix')).toMatchSnapshot();
  });

  test('refuses to be made twice', () => {
    const { common, host } = estate();
    common.attachTo(host.addUser('ada'));
    expect(() => new HomeManager(host, 'home-manager')).toThrow('HOME_MANAGER_TWICE');
  });

  test('refuses to stand in a home', () => {
    const { common } = estate();
    expect(() => new HomeManager(common, 'home-manager')).toThrow('HOME_MANAGER_SYSTEM');
  });

  test('refuses what cannot end a file name', () => {
    const { host } = estate();
    expect(() => new HomeManager(host, 'hm', { backupFileExtension: 'a/b' })).toThrow('HOME_MANAGER_BACKUP_EXTENSION');
  });
});
