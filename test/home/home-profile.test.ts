import { FlakeInput, NixModule } from '../../src/app';
import { HomeManager, HomeManagerProfile, HomePath, StandaloneHome } from '../../src/home';
import { Nix } from '../../src/nix';
import { describeWithNix, nixParses } from '../support/nix';
import { appWith, codes, file, hostOf } from '../support/small-estate';

describe('HomeManagerProfile', () => {
  test('writes what it holds', () => {
    const app = appWith({ 'dotfiles/vimrc': 'set number\n' });
    const profile = new HomeManagerProfile(app, 'common', {
      stateVersion: '25.11',
      packages: ['ripgrep', 'python3Packages.requests', Nix.inputPackage('nixpkgs', 'hello')],
      programs: {
        starship: true,
        bash: false,
        zsh: { enableCompletion: true, history: { path: HomePath.inData('zsh/history') } },
        tmux: { enable: Nix.mkDefault(true), prefix: 'C-q' },
      },
      services: { emacs: true },
      files: { '.vimrc': { source: 'dotfiles/vimrc' }, 'bin/hi': { text: '#!/bin/sh\necho hi\n', executable: true } },
      configFiles: { 'app/rc': { text: 'x = ${y}', force: true, onChange: 'reload' } },
      sessionVariables: { EDITOR: 'vim', N: 3 },
      sessionPath: [HomePath.inHome('.config/emacs/bin'), '$HOME/bin'],
      shellAliases: { g: 'git' },
      options: { fonts: { fontconfig: { enable: true } } },
      override: { 'programs.starship.enable': false },
    });
    profile.addOptions({ xdg: { enable: true } });
    profile.override('home.shellAliases.g', 'git --no-pager');
    profile.attachTo(hostOf(app).addUser('ada'));
    expect(file(app, 'homes/common/home.nix')).toMatchSnapshot();
    expect(file(app, 'homes/common/default.nix')).toBe('{\n  imports = [ ./home.nix ];\n}\n');
    expect(app.render()['assets/common/vimrc']).toBeUndefined();
    expect(app._render().has('assets/common/vimrc')).toBe(true);
    expect(file(app, 'flake.nix')).toContain('common = ./homes/common;');
  });

  test('builds on others, each once', () => {
    const app = appWith();
    const common = new HomeManagerProfile(app, 'common', { stateVersion: '25.11', programs: { git: true } });
    const dev = new HomeManagerProfile(app, 'dev', { extends: [common, common], packages: ['gcc'] });
    dev.attachTo(hostOf(app).addUser('ada'));
    expect(dev.stateVersion).toBe('25.11');
    expect(file(app, 'homes/dev/default.nix')).toBe('{\n  imports = [\n    ../common\n    ./home.nix\n  ];\n}\n');
    expect(codes(app.check())).toEqual([]);
  });

  test('takes modules, hand-written ones and Nix', () => {
    const app = appWith({ 'home/extra.nix': '{ }' });
    const profile = new HomeManagerProfile(app, 'common', { stateVersion: '25.11' });
    new NixModule(profile, 'mail', { options: { accounts: { email: { maildirBasePath: 'mail' } } } });
    profile.addNix('{ osConfig, ... }: { home.sessionVariables.HOST = osConfig.networking.hostName; }');
    profile.importFile('home/extra.nix');
    new FlakeInput(app, 'nixvim', { url: 'github:nix-community/nixvim' });
    profile.importModule(FlakeInput.named(app, 'nixvim').homeModule('nixvim'));
    profile.attachTo(hostOf(app).addUser('ada'));
    expect(file(app, 'homes/common/default.nix')).toMatchSnapshot();
    expect(file(app, 'homes/common/nix.nix')).toContain('osConfig.networking.hostName');
  });

  test('is exported unless it says otherwise', () => {
    const app = appWith();
    new HomeManagerProfile(app, 'a', { stateVersion: '25.11' });
    new HomeManagerProfile(app, 'b', { stateVersion: '25.11', exported: false, profileName: 'hidden' });
    const flake = file(app, 'flake.nix');
    expect(flake).toContain('a = ./homes/a;');
    expect(flake).not.toContain('hidden');
  });

  test('warns where nobody has it', () => {
    const app = appWith();
    const base = new HomeManagerProfile(app, 'base', { stateVersion: '25.11' });
    const lonely = new HomeManagerProfile(app, 'lonely', { extends: [base] });
    expect(app.check().map(({ code, path }) => [code, path])).toEqual([['HOME_PROFILE_UNUSED', 'lonely']]);
    new StandaloneHome(app, 'ada@laptop', { profiles: [lonely] });
    expect(app.check()).toEqual([]);
  });

  test.each(['aliases', 'users'])('warns of the section [%s], which git ignores', (section) => {
    const app = appWith();
    const profile = new HomeManagerProfile(app, 'common', {
      stateVersion: '25.11',
      programs: { git: { settings: { [section]: { co: 'checkout' }, alias: { st: 'status' } } } },
    });
    profile.attachTo(hostOf(app).addUser('ada'));
    const [finding, ...more] = app.check();
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      severity: 'warning',
      code: 'HOME_GIT_SECTION',
      path: 'common',
      keyPath: `programs.git.settings.${section}`,
    });
  });

  test('refuses nixpkgs options that would have no effect', () => {
    const app = appWith();
    const base = new HomeManagerProfile(app, 'base', {
      stateVersion: '25.11',
      options: { nixpkgs: { config: { allowUnfree: true } } },
    });
    const dev = new HomeManagerProfile(app, 'dev', { extends: [base] });
    new StandaloneHome(app, 'ada@laptop', { profiles: [dev] });
    expect(app.check()).toEqual([]);
    const host = hostOf(app, 'own-packages');
    new HomeManager(host, 'home-manager', { useGlobalPkgs: false });
    dev.attachTo(host.addUser('ada'));
    expect(app.check()).toEqual([]);
    dev.attachTo(hostOf(app).addUser('ada'));
    expect(app.check()).toMatchObject([
      { severity: 'error', code: 'HOME_NIXPKGS_IGNORED', path: 'base', related: ['server/ada/home-dev'] },
    ]);
  });

  test.each([
    ['HOME_PROFILE_NAME', { profileName: 'a b' }],
    ['HOME_STATE_VERSION', { stateVersion: '25.10' }],
    ['HOME_STATE_VERSION', { stateVersion: 25.11 as any }],
    ['HOME_PACKAGE', { packages: ['no such/package'] }],
    ['HOME_PROGRAM', { programs: { git: 'yes' } }],
    ['HOME_PROGRAM', { services: { emacs: ['x'] } }],
    ['HOME_FILE_PATH', { files: { '~/.vimrc/': { text: '' } } }],
    ['HOME_FILE_PATH', { files: { '/etc/x': { text: '' } } }],
    ['HOME_FILE_PATH', { configFiles: { '../x': { text: '' } } }],
    ['HOME_FILE_CONTENT', { files: { x: {} } }],
    ['HOME_FILE_CONTENT', { files: { x: { text: 'a', source: 'b' } } }],
    ['HOME_FILE_RECURSIVE', { files: { x: { text: 'a', recursive: true } } }],
    ['HOME_FILE_TWICE', { files: { '.config/x': { text: 'a' } }, configFiles: { x: { text: 'b' } } }],
    ['ASSET_MISSING', { files: { x: { source: 'nowhere' } } }],
    ['HOME_SESSION_PATH', { sessionPath: ['~/bin'] }],
    ['HOME_SESSION_PATH', { sessionPath: ['bin'] }],
    ['HOME_SESSION_VARIABLE', { sessionVariables: { PATH: '/bin' } }],
    ['HOME_SESSION_VARIABLE', { sessionVariables: { 'a-b': '1' } }],
    ['OPTION_SET_TWICE', { packages: ['git'], options: { home: { packages: [] } } }],
  ])('refuses with %s: %j', (code, props) => {
    expect(() => new HomeManagerProfile(appWith(), 'common', props)).toThrow(code);
  });

  test('refuses two state versions', () => {
    const app = appWith();
    const old = new HomeManagerProfile(app, 'old', { stateVersion: '23.11' });
    expect(() => new HomeManagerProfile(app, 'new', { stateVersion: '25.11', extends: [old] })).toThrow(
      'HOME_STATE_VERSIONS_DIFFER',
    );
  });

  test('refuses to stand in a host', () => {
    expect(() => new HomeManagerProfile(hostOf(appWith()), 'common')).toThrow('HOME_PROFILE_SCOPE');
  });

  test('refuses a name that another has', () => {
    const app = appWith();
    new HomeManagerProfile(app, 'a', { stateVersion: '25.11', profileName: 'common' });
    new HomeManagerProfile(app, 'b', { stateVersion: '25.11', profileName: 'common' });
    expect(codes(app.check())).toContain('error HOME_PROFILE_NAME_TAKEN');
  });

  test.each(['', '/x', 'a/../b', 'a//b'])('HomePath refuses %j', (path) => {
    expect(() => HomePath.inHome(path)).toThrow('HOME_PATH');
  });

  test('HomePath names the folder that Nix knows', () => {
    expect(HomePath.inHome('a/b').source()).toBe('"${config.home.homeDirectory}/a/b"');
    expect(HomePath.inConfig('a').source()).toBe('"${config.xdg.configHome}/a"');
    expect(HomePath.inData('a').source()).toBe('"${config.xdg.dataHome}/a"');
    expect(HomePath.inState('a').source()).toBe('"${config.xdg.stateHome}/a"');
    expect(HomePath.inCache('a').source()).toBe('"${config.xdg.cacheHome}/a"');
  });
});

describe('StandaloneHome', () => {
  test('is a configuration of its own', () => {
    const app = appWith();
    const common = new HomeManagerProfile(app, 'common', { stateVersion: '25.11' });
    const home = new StandaloneHome(app, 'ada@laptop', {
      profiles: [common],
      packages: ['git'],
      genericLinux: true,
      allowUnfree: true,
      options: { xdg: { enable: true } },
      override: { 'programs.home-manager.enable': false },
    });
    home.addOptions({ manual: { manpages: { enable: false } } });
    home.addNix('{ pkgs, ... }: { home.packages = [ pkgs.jq ]; }');
    expect(home.configRef.source()).toBe('inputs.self.homeConfigurations."ada@laptop"');
    expect(file(app, 'homes/ada-at-laptop/home.nix')).toMatchSnapshot();
    expect(file(app, 'homes/ada-at-laptop/default.nix')).toMatchSnapshot();
    const flake = file(app, 'flake.nix').replace(/\s+/g, ' ');
    expect(flake).toContain('"ada@laptop" = inputs.home-manager.lib.homeManagerConfiguration {');
    expect(flake).toContain('pkgs = inputs.nixpkgs.legacyPackages.x86_64-linux;');
    expect(flake).toContain('modules = [ ./homes/ada-at-laptop ];');
    expect(flake).toContain('home-ada-at-laptop = inputs.self.homeConfigurations."ada@laptop".activationPackage;');
  });

  test('knows where homes are on darwin', () => {
    const home = new StandaloneHome(appWith(), 'ada', { platform: 'aarch64-darwin', stateVersion: '25.11' });
    expect(home.homeDirectory).toBe('/Users/ada');
    expect(home.userName).toBe('ada');
  });

  test('warns as a profile does', () => {
    const app = appWith();
    new StandaloneHome(app, 'ada', { stateVersion: '25.11', programs: { git: { settings: { aliases: {} } } } });
    expect(codes(app.check())).toEqual(['warning HOME_GIT_SECTION']);
  });

  test.each([
    ['HOME_NAME', 'a@b@c', { stateVersion: '25.11' }],
    ['HOME_STATE_VERSION_MISSING', 'a@b', {}],
    ['HOME_STATE_VERSION', 'a@b', { stateVersion: '1' }],
    ['HOME_PLATFORM', 'a@b', { stateVersion: '25.11', platform: 'windows' }],
    ['HOME_PLATFORM', 'a@b', { stateVersion: '25.11', platform: 'aarch64-darwin', genericLinux: true }],
    ['HOME_DIRECTORY', 'a@b', { stateVersion: '25.11', homeDirectory: 'home' }],
  ])('refuses with %s: %s %j', (code, id, props) => {
    expect(() => new StandaloneHome(appWith(), id, props)).toThrow(code);
  });

  test('refuses two state versions', () => {
    const app = appWith();
    const old = new HomeManagerProfile(app, 'old', { stateVersion: '23.11' });
    expect(() => new StandaloneHome(app, 'a', { profiles: [old], stateVersion: '25.11' })).toThrow(
      'HOME_STATE_VERSIONS_DIFFER',
    );
  });
});

describeWithNix('the files of homes', () => {
  test('are Nix', async () => {
    const app = appWith();
    const common = new HomeManagerProfile(app, 'common', {
      stateVersion: '25.11',
      sessionPath: [HomePath.inHome('b')],
    });
    common.attachTo(hostOf(app).addUser('ada'), { sessionPath: [HomePath.inHome('c')] });
    new StandaloneHome(app, 'ada@laptop', { profiles: [common] });
    const texts = Object.entries(app.render())
      .filter(([path]) => path.endsWith('.nix'))
      .map(([, text]) => text);
    expect(texts.length).toBeGreaterThan(5);
    expect(await nixParses(texts)).toEqual(texts.map(() => true));
  });
});
