import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'fs';
import { delimiter, dirname, join } from 'path';
import { cosmo, cosmoUntil, newProject, put, Ran, SMALL } from './cosmo';
import { flakeInputs } from '../../src/cli/flake-inputs';
import { describeWithNix } from '../support/nix';

/** A lock file with these inputs, each at a revision. */
function lockFile(inputs: Record<string, string>): string {
  const nodes: Record<string, unknown> = {
    root: { inputs: Object.fromEntries(Object.keys(inputs).map((name) => [name, name])) },
  };
  for (const [name, rev] of Object.entries(inputs)) nodes[name] = { locked: { rev, lastModified: 1_760_000_000 } };
  return JSON.stringify({ nodes, root: 'root', version: 7 });
}

const FLAKE = `{
  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
    home-manager = {
      url = "github:nix-community/home-manager/release-25.11";
      inputs.nixpkgs.follows = "nixpkgs";
    };
  };
  inputs.disko.url = "github:nix-community/disko";
  outputs = inputs: { };
}
`;

/**
 * A project with a flake and a stand-in for Nix on the PATH, which records how it is called, and puts
 * `next.lock` in the place of the lock file where there is one.
 */
function project({ version = 'nix (Nix) 2.31.2', script = '', files = {} as Record<string, string> } = {}) {
  const root = newProject({ 'cosmo.toml': 'app = "main.ts"\n', 'nix-out/flake.nix': FLAKE, ...files });
  const nix = join(root, 'bin/nix');
  mkdirSync(dirname(nix));
  writeFileSync(
    nix,
    [
      '#!/bin/sh',
      `if [ "$1" = --version ]; then echo '${version}'; exit 0; fi`,
      `pwd > '${root}/calls'`,
      `for a in "$@"; do echo "$a" >> '${root}/calls'; done`,
      script,
      `if [ -e '${root}/next.lock' ]; then cp '${root}/next.lock' flake.lock; fi`,
      '',
    ].join('\n'),
  );
  chmodSync(nix, 0o755);
  const path = `${dirname(nix)}${delimiter}${process.env.PATH}`;
  const lock = join(root, 'nix-out/flake.lock');
  return {
    root,
    lock,
    env: { PATH: path },
    run: (...args: string[]): Ran => cosmo(root, args, { PATH: path }),
    calls: () => (existsSync(join(root, 'calls')) ? readFileSync(join(root, 'calls'), 'utf8').trim().split('\n') : []),
  };
}

const FEATURES = ['--extra-experimental-features', 'nix-command flakes'];

describe('cosmo lock', () => {
  test('has Nix lock the flake in the output folder, and tells what came of it', () => {
    const { root, run, calls, lock } = project({
      files: { 'next.lock': lockFile({ nixpkgs: 'a'.repeat(40), 'home-manager': 'b'.repeat(40) }) },
    });
    const { code, stdout, stderr } = run('lock');
    expect([code, stderr]).toEqual([0, '']);
    expect(calls()).toEqual([join(root, 'nix-out'), ...FEATURES, 'flake', 'lock', 'path:.']);
    expect(stdout).toBe(
      '  + home-manager bbbbbbb (2025-10-09)\n  + nixpkgs aaaaaaa (2025-10-09)\n2 inputs in nix-out/flake.lock: 2 new\n',
    );
    expect(existsSync(lock)).toBe(true);
    expect(run('lock').stdout).toBe('2 inputs in nix-out/flake.lock: nothing changed\n');
  });

  test('finds the output folder as synth does, from a folder below and by --out', () => {
    const { root, env, calls } = project({
      files: { 'cosmo.toml': 'output = "there"\n', 'there/flake.nix': FLAKE, 'sub/flake.nix': FLAKE, 'sub/x/y': '' },
    });
    expect(cosmo(join(root, 'sub/x'), ['lock'], env).code).toBe(0);
    expect(calls()[0]).toBe(join(root, 'there'));
    expect(cosmo(join(root, 'sub/x'), ['lock', '--out', '..'], env).code).toBe(0);
    expect(calls()[0]).toBe(join(root, 'sub'));
  });

  test('its lock file outlives every synth', () => {
    const { root, run } = project({ files: { 'main.ts': SMALL, 'cosmo.toml': 'app = "main.ts"\noutput = "made"\n' } });
    expect(run('synth').code).toBe(0);
    const lock = join(root, 'made/flake.lock');
    writeFileSync(lock, lockFile({ nixpkgs: 'c'.repeat(40) }));
    const before = readFileSync(lock, 'utf8');
    expect(run('synth').stdout).toContain('not ours, left alone: flake.lock');
    expect(run('synth', '--force').code).toBe(0);
    expect(readFileSync(lock, 'utf8')).toBe(before);
  });

  test('--json prints what changed and nothing else; --quiet nothing', () => {
    const { run, lock } = project({
      script: 'echo from nix',
      files: {
        'nix-out/flake.lock': lockFile({ old: 'a'.repeat(40), nixpkgs: 'a'.repeat(40) }),
        'next.lock': lockFile({ nixpkgs: 'b'.repeat(40), disko: 'b'.repeat(40) }),
      },
    });
    const { stdout, stderr } = run('lock', '--json');
    expect(JSON.parse(stdout)).toEqual({ file: lock, added: ['disko'], changed: ['nixpkgs'], removed: ['old'] });
    expect(stderr).toBe('from nix\n');
    expect(run('lock', '--quiet').stdout).toBe('from nix\n');
  });

  test('wants a flake', () => {
    const { run, calls } = project({ files: { 'cosmo.toml': 'output = "nowhere"\n' } });
    const { code, stderr } = run('lock');
    expect(code).toBe(2);
    expect(stderr).toBe(
      'error LOCK_NO_FLAKE: there is no flake.nix in nowhere\n' +
        '  mend: write it first: cosmo synth; or say where it is: --out FOLDER\n',
    );
    expect(calls()).toEqual([]);
  });

  test('refuses an empty --out, and arguments', () => {
    const { run } = project();
    expect(run('lock', '--out', '').stderr).toContain('OPTION_EMPTY');
    const { code, stderr } = run('lock', 'nixpkgs');
    expect([code, stderr]).toEqual([2, expect.stringContaining('too many arguments')]);
  });

  test('says where Nix is from when it is missing', () => {
    const { root } = project();
    for (const args of [['lock'], ['update']]) {
      const { code, stdout, stderr } = cosmo(root, args, { PATH: join(root, 'nowhere') });
      expect([code, stdout]).toEqual([4, '']);
      expect(stderr).toContain('error NIX_MISSING: nix was not found');
      expect(stderr).toMatch(/https:\/\/nixos\.org\/download|open a new terminal/);
      expect(stderr).not.toContain('nothing was written');
    }
    const { stdout } = cosmo(root, ['lock', '--json'], { PATH: join(root, 'nowhere') });
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'NIX_MISSING' } });
  });

  test('fails where Nix does, after what Nix said', () => {
    const { run, lock } = project({
      script: 'echo "error: unable to download" >&2; exit 1',
      files: { 'nix-out/flake.lock': lockFile({ nixpkgs: 'a'.repeat(40) }) },
    });
    const before = readFileSync(lock, 'utf8');
    const { code, stdout, stderr } = run('lock');
    expect([code, stdout]).toEqual([4, '']);
    expect(stderr).toBe(
      'error: unable to download\n' +
        'error NIX_FAILED: `nix flake lock path:.` ended with exit code 1\n' +
        '  mend: what Nix printed above says why\n',
    );
    expect(readFileSync(lock, 'utf8')).toBe(before);
  });

  test('fails where Nix is killed', () => {
    const { code, stderr } = project({ script: 'kill -9 $$' }).run('lock');
    expect(code).toBe(4);
    expect(stderr).toContain('NIX_KILLED: `nix flake lock path:.` was ended by SIGKILL');
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('ends by %s with Nix, which gets it too', async (signal) => {
    const { root, env } = project({
      script: `trap 'touch ../interrupted; exit 1' INT TERM\necho ready\nwhile :; do sleep 0.05; done`,
    });
    const ran = await cosmoUntil(root, ['lock'], 'ready', (pid) => process.kill(pid, signal), env);
    expect(ran.signal).toBe(signal);
    expect(ran.stderr).toBe('');
    expect(existsSync(join(root, 'interrupted'))).toBe(true);
  });
});

describe('cosmo update', () => {
  test('has Nix update every input', () => {
    const { root, run, calls } = project({
      files: {
        'nix-out/flake.lock': lockFile({ nixpkgs: 'a'.repeat(40), disko: 'a'.repeat(40) }),
        'next.lock': lockFile({ nixpkgs: 'b'.repeat(40), disko: 'a'.repeat(40) }),
      },
    });
    const { code, stdout } = run('update');
    expect(code).toBe(0);
    expect(calls()).toEqual([join(root, 'nix-out'), ...FEATURES, 'flake', 'update', '--flake', 'path:.']);
    expect(stdout).toBe(
      '  ~ nixpkgs aaaaaaa (2025-10-09) → bbbbbbb (2025-10-09)\n' +
        '2 inputs in nix-out/flake.lock: 1 changed, 1 as before\n',
    );
  });

  test('has Nix update the named ones, also those of an input', () => {
    const { run, calls } = project();
    expect(run('update', 'nixpkgs', 'home-manager/nixpkgs').code).toBe(0);
    expect(calls().slice(1)).toEqual([
      ...FEATURES,
      ...['flake', 'update', '--flake', 'path:.', 'nixpkgs', 'home-manager/nixpkgs'],
    ]);
  });

  test.each([
    ['nix (Nix) 2.8.0', true],
    ['nix (Nix) 2.18.9', true],
    ['nix (Nix) 2.19.0', false],
    ['nix (Lix, like Nix) 2.91.1', false],
    ['nix (Determinate Nix 3.6.2) 2.29.0', false],
    ['nix (Nix) 2.32.0pre20251010_deadbee', false],
    ['something else', false],
  ])('speaks to %s as it understands (formerly: %s)', (version, formerly) => {
    const { run, calls } = project({ version });
    run('update', 'nixpkgs', 'disko');
    expect(calls().slice(3)).toEqual(
      formerly
        ? ['flake', 'lock', 'path:.', '--update-input', 'nixpkgs', '--update-input', 'disko']
        : ['flake', 'update', '--flake', 'path:.', 'nixpkgs', 'disko'],
    );
    run('update');
    expect(calls().slice(3)).toEqual(
      formerly ? ['flake', 'update', 'path:.'] : ['flake', 'update', '--flake', 'path:.'],
    );
  });

  test('suggests the input that was meant, and runs nothing', () => {
    const { run, calls } = project();
    const { code, stderr } = run('update', 'nixpkg');
    expect(code).toBe(2);
    expect(stderr).toBe('error INPUT_UNKNOWN: the flake has no input "nixpkg"\n  mend: did you mean "nixpkgs"?\n');
    expect(run('update', 'something-else').stderr).toContain('mend: it has disko, home-manager, nixpkgs\n');
    expect(run('update', '--', '--impure').stderr).toContain('INPUT_UNKNOWN');
    expect(calls()).toEqual([]);
  });

  test('says that a flake without inputs has none', () => {
    const { run } = project({ files: { 'nix-out/flake.nix': '{ outputs = inputs: { }; }\n' } });
    expect(run('update', 'nixpkgs').stderr).toContain('mend: it has none');
  });

  test('prints help', () => {
    const { stdout } = project().run('update', '--help');
    expect(stdout).toContain('Usage: cosmo update [options] [inputs...]');
    expect(stdout).toContain('synth needs no Nix');
  });
});

describeWithNix('real Nix', () => {
  const locked = (root: string) => readFileSync(join(root, 'nix-out/flake.lock'), 'utf8');

  test('locks, keeps and updates', () => {
    const root = newProject({ 'a/x': '1', 'b/x': 'one' });
    const input = (name: string) => `inputs.${name} = { url = "path:${join(root, name)}"; flake = false; };`;
    const flake = (...names: string[]) => `{ ${names.map(input).join(' ')} outputs = inputs: { }; }\n`;
    const env = { NIX_REMOTE: `local?root=${join(root, 'store')}`, XDG_CACHE_HOME: join(root, 'cache') };
    put(root, { 'nix-out/flake.nix': flake('a') });
    expect(cosmo(root, ['lock'], env)).toMatchObject({ code: 0, stdout: expect.stringContaining(': 1 new\n') });
    const first = locked(root);
    put(root, { 'a/x': '2', 'nix-out/flake.nix': flake('a', 'b') });
    expect(cosmo(root, ['lock'], env).stdout).toMatch(/^ {2}\+ b .*\n2 inputs in .*: 1 new, 1 as before\n$/);
    const hash = /"narHash": "(.*)"/.exec(first)![1]!;
    expect(locked(root)).toContain(hash);
    put(root, { 'b/x': '2' });
    expect(cosmo(root, ['update', 'a'], env).stdout).toMatch(/^ {2}~ a .*\n2 inputs in .*: 1 changed, 1 as before\n$/);
    expect(locked(root)).not.toContain(hash);
    expect(cosmo(root, ['update'], env).stdout).toMatch(/^ {2}~ b .*\n/);
  }, 60_000);
});

describe('the inputs of a flake', () => {
  const read = (text: string) => flakeInputs(join(newProject({ 'flake.nix': text }), 'flake.nix'));

  test('are read in every form', () => {
    expect(read(FLAKE)).toEqual(['disko', 'home-manager', 'nixpkgs']);
    expect(read('{ inputs."a-b".url = "x"; inputs.c = { url = "y"; }; outputs = _: { }; }')).toEqual(['a-b', 'c']);
  });

  test('are unknown where the file is no such flake', () => {
    expect(read('{ inputs = import ./x; }')).toBeUndefined();
    expect(read('not nix at all }')).toBeUndefined();
    expect(read('x: x')).toBeUndefined();
    expect(flakeInputs('/nowhere/flake.nix')).toBeUndefined();
  });
});
