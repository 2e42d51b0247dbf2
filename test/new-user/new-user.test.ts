import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateFlake } from '../support/evaluate-flake';
import { describeWithNix, nixAvailable } from '../support/nix';
import { describeWithRegistry, done, emptyFolder, install, packed, run } from '../support/packed';

const STUB = join(__dirname, 'nixpkgs');

/** Somebody who has Node.js and nothing of ours goes from an empty folder to a running estate. */
describeWithRegistry('a new user', () => {
  jest.setTimeout(120_000);
  const folder = emptyFolder();
  const homelab = join(folder, 'homelab');
  const npx = (...args: string[]) => run(homelab, 'npx', ['--no', 'cosmo', ...args]);
  let tarball: string;

  beforeAll(() => {
    tarball = packed();
    // `npx cosmo-nix init`, before the package is installed anywhere.
    const init = ['init', 'server', 'homelab', '--user', 'ada', '--time-zone', 'Europe/Berlin'];
    const said = done(folder, 'npx', ['--yes', `file:${tarball}`, ...init]);
    expect(said).toContain('\n  cd homelab ');
    install(homelab, tarball);
  });

  test('checks the estate, and nothing is wrong with it', () => {
    const { code, stdout, stderr } = npx('check', '--warnings-as-errors');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^nothing found in 1 system /);
  });

  test('writes its flake, and writes it once', () => {
    expect(npx('diff').stdout).toContain('server');
    expect(npx('synth').stdout).toMatch(/^1 system in \d+ files in nix-out: \d+ new /m);
    expect(npx('synth').stdout).toContain('nothing changed');
    expect(npx('diff', '--exit-code')).toMatchObject({ code: 0, stderr: '' });
  });

  test('looks at it', () => {
    expect(npx('list').stdout).toMatch(/^server +host +x86_64-linux +26\.05 /m);
    expect(npx('tree').stdout).toContain('users');
    expect(npx('graph').stdout).toMatch(/^<svg/);
    expect(npx('graph', '--format', 'mermaid').stdout).toContain('server');
  });

  test('has types that are right, in an editor too', () => {
    expect(run(homelab, 'npm', ['run', '--silent', 'types'])).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('has a lock file of npm that another machine installs from', () => {
    const lock = JSON.parse(readFileSync(join(homelab, 'package-lock.json'), 'utf8')) as { packages: object };
    expect(Object.keys(lock.packages)).toEqual(
      expect.arrayContaining(['node_modules/cosmo-nix', 'node_modules/constructs', 'node_modules/typescript']),
    );
  });

  test('changes something, and is told what that does', () => {
    const file = join(homelab, 'main.ts');
    writeFileSync(file, readFileSync(file, 'utf8').replace("'htop'", "'btop'"));
    expect(npx('diff', '--exit-code')).toMatchObject({ code: 5, stderr: '' });
    expect(npx('diff').stdout).toContain('btop');
    expect(npx('synth').stdout).toContain('  ~ hosts/server/packages.nix');
  });

  test('is told of a mistake, with the line', () => {
    const file = join(homelab, 'main.ts');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('admin: true', 'admn: true'));
    const { code, stdout } = npx('check');
    writeFileSync(file, text);
    expect(code).toBe(1);
    expect(stdout).toContain('error HOST_NO_LOGIN');
    expect(stdout).toMatch(/"?admn"?/);
    expect(stdout).toContain('main.ts:');
  });

  describeWithNix('with Nix', () => {
    const env = nixAvailable ? ownStore() : {};

    beforeAll(() => {
      // The one thing that cannot be had without a network is nixpkgs: a small flake stands in for it.
      const file = join(homelab, 'main.ts');
      const text = readFileSync(file, 'utf8').replace('import { App,', 'import { App, FlakeInput,');
      writeFileSync(
        file,
        text.replace(/^const app = .*?^}\);$/ms, `$&\n\nnew FlakeInput(app, 'nixpkgs', { url: 'path:${STUB}' });`),
      );
      done(homelab, 'npx', ['--no', 'cosmo', 'synth']);
      done(homelab, 'git', ['init', '--quiet']);
      done(homelab, 'git', ['add', '--all']);
    });

    test('pins the inputs', () => {
      const { code, stdout } = run(homelab, 'npx', ['--no', 'cosmo', 'lock'], env);
      expect([code, stdout]).toEqual([0, expect.stringMatching(/1 input in nix-out\/flake\.lock: 1 new/)]);
      done(homelab, 'git', ['add', '--all']);
    });

    test('has no file in git that is to be ignored', () => {
      const files = done(homelab, 'git', ['ls-files']).split('\n');
      expect(files).toEqual(expect.arrayContaining(['main.ts', 'nix-out/flake.nix', 'nix-out/flake.lock']));
      expect(files.filter((name) => name.startsWith('node_modules'))).toEqual([]);
    });

    test('builds the system', () => {
      const attribute = './nix-out#nixosConfigurations.server.config.system.build.toplevel';
      done(homelab, 'nix', ['build', '--out-link', 'result', attribute], env);
      expect(done(homelab, 'git', ['status', '--porcelain', '--', 'result'])).toBe('');
      const name = done(homelab, 'nix', ['eval', '--raw', `${attribute}.name`], env);
      expect(name).toBe('nixos-system-server');
      done(homelab, 'nix', ['flake', 'check', './nix-out'], env);
    });

    test('has what the estate says, for the real module system too', () => {
      const { systems } = evaluateFlake(join(homelab, 'nix-out'));
      expect(systems.server).toMatchObject({
        networking: { hostName: 'server' },
        time: { timeZone: 'Europe/Berlin' },
        users: { mutableUsers: false, users: { ada: { extraGroups: ['wheel'], isNormalUser: true } } },
      });
    });
  });

  /** A store of Nix that needs neither root, nor a daemon, nor a network. */
  function ownStore(): NodeJS.ProcessEnv {
    const root = emptyFolder();
    const at = (name: string) => join(root, name);
    mkdirSync(at('conf'));
    writeFileSync(
      join(at('conf'), 'nix.conf'),
      'experimental-features = nix-command flakes\nsandbox = false\nbuild-users-group =\nsubstituters =\nflake-registry =\n',
    );
    return {
      NIX_STORE_DIR: at('store'),
      NIX_STATE_DIR: at('state'),
      NIX_LOG_DIR: at('log'),
      NIX_CONF_DIR: at('conf'),
      NIX_REMOTE: '',
      NIX_PATH: '',
      XDG_CACHE_HOME: at('cache'),
    };
  }
});
