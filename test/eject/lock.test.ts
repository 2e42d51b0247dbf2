import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pruneLock } from '../../src/eject/lock';
import { describeWithNix } from '../support/nix';

const node = (rev: string, inputs?: Record<string, string | string[]>) => ({
  ...(inputs ? { inputs } : {}),
  locked: { rev },
  original: { owner: rev },
});

const LOCK = {
  nodes: {
    a: node('a', { nixpkgs: 'nixpkgs', systems: 'systems' }),
    b: node('b', { nixpkgs: ['nixpkgs'], systems: 'systems_2', a: ['a', 'systems'] }),
    nixpkgs: node('of-a'),
    nixpkgs_2: node('own'),
    root: { inputs: { a: 'a', b: 'b', nixpkgs: 'nixpkgs_2' } },
    systems: node('systems-of-a'),
    systems_2: node('systems-of-b'),
  },
  root: 'root',
  version: 7,
};

describe('the lock file of a flake with fewer inputs', () => {
  test('has what the remaining ones lead to, under the names that Nix gives', () => {
    const pruned = pruneLock(JSON.stringify(LOCK), new Set(['b', 'nixpkgs']))!;
    expect(JSON.parse(pruned)).toEqual({
      nodes: {
        b: node('b', { a: ['a', 'systems'], nixpkgs: ['nixpkgs'], systems: 'systems' }),
        nixpkgs: node('own'),
        root: { inputs: { b: 'b', nixpkgs: 'nixpkgs' } },
        systems: node('systems-of-b'),
      },
      root: 'root',
      version: 7,
    });
    expect(pruned.endsWith('}\n')).toBe(true);
  });

  test('is the same where all remain', () => {
    const all = pruneLock(JSON.stringify(LOCK), new Set(['a', 'b', 'nixpkgs']))!;
    expect(JSON.parse(all)).toEqual(LOCK);
  });

  test('goes on where inputs lead back to one another', () => {
    const loop = {
      ...LOCK,
      nodes: { root: { inputs: { x: 'x' } }, x: node('x', { y: 'y' }), y: node('y', { x: 'x' }) },
    };
    expect(JSON.parse(pruneLock(JSON.stringify(loop), new Set(['x']))!)).toEqual(loop);
  });

  test.each([
    ['no JSON', '<<<<'],
    ['no lock file', '{}'],
    ['a node that is missing', '{"nodes":{"root":{"inputs":{"x":"x"}}},"root":"root","version":7}'],
  ])('is none where there was none: %s', (_what, text) => {
    expect(pruneLock(text, new Set(['x']))).toBeUndefined();
  });
});

describeWithNix('the same, as Nix sees it', () => {
  test('has nothing that Nix would change', () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'eject-lock-')));
    const nix = (...args: string[]) =>
      execFileSync('nix', ['--extra-experimental-features', 'nix-command flakes', '--offline', ...args], {
        cwd: folder,
        env: { ...process.env, HOME: folder, NIX_REMOTE: `local?root=${folder}/store` },
        stdio: 'pipe',
        encoding: 'utf8',
      });
    const flake = (name: string, inputs: string) => {
      mkdirSync(join(folder, name), { recursive: true });
      writeFileSync(join(folder, name, 'flake.nix'), `{ inputs = { ${inputs} }; outputs = _: { }; }\n`);
    };
    try {
      const at = (name: string) => `"path:${folder}/${name}"`;
      flake('pkgs', '');
      flake('systems', '');
      flake('a', `pkgs.url = ${at('pkgs')}; systems.url = ${at('systems')};`);
      flake('b', `pkgs.url = ${at('pkgs')}; systems.url = ${at('systems')};`);
      const b = `b = { url = ${at('b')}; inputs.pkgs.follows = "pkgs"; };`;
      flake('whole', `a.url = ${at('a')}; ${b} pkgs.url = ${at('pkgs')};`);
      flake('part', `${b} pkgs.url = ${at('pkgs')};`);
      nix('flake', 'lock', `path:${folder}/whole`);
      const pruned = pruneLock(readFileSync(join(folder, 'whole/flake.lock'), 'utf8'), new Set(['b', 'pkgs']))!;
      writeFileSync(join(folder, 'part/flake.lock'), pruned);
      nix('flake', 'metadata', '--no-update-lock-file', '--json', `path:${folder}/part`);
      nix('flake', 'lock', `path:${folder}/part`);
      expect(readFileSync(join(folder, 'part/flake.lock'), 'utf8')).toBe(pruned);
      expect(Object.keys((JSON.parse(pruned) as typeof LOCK).nodes).sort()).toEqual(['b', 'pkgs', 'root', 'systems']);
    } finally {
      execFileSync('chmod', ['-R', 'u+w', folder]);
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
