import { existsSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { inside, Project, project } from './stand-ins';
import { build } from '../../../src/cli/build';
import type { BuildOptions } from '../../../src/cli/build-command';

const FEATURES = 'nix|--extra-experimental-features|nix-command flakes';
const OPTIONS: BuildOptions = { synth: false };

function run(at: Project, names: string[] = [], options: BuildOptions = {}, passed: string[] = []) {
  return inside(at, () => build(names, passed, { ...OPTIONS, ...options }));
}

/** Nix as it builds, but for what has a name in it. */
const BUILDS = (broken = 'nothing') => `
case "$*" in *${broken}*) echo "error: no" >&2; exit 1;; esac
echo /nix/store/built
`;

describe('cosmo build', () => {
  test('has Nix build what is named, a call each, and tells where it is', async () => {
    const at = project({ tools: { nix: BUILDS() } });
    const { code, stdout, stderr } = await run(at, ['mac', 'attic', 'ada@laptop']);
    const call = (what: string) => `${FEATURES}|build|--print-out-paths|--no-link|${at.flake}#${what}`;
    expect(at.calls()).toEqual([
      call('homeConfigurations.ada@laptop.activationPackage'),
      call('nixosConfigurations.attic.config.system.build.toplevel'),
      call('darwinConfigurations.mac.system'),
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain(
      `attic (nix build)\n  nix --extra-experimental-features 'nix-command flakes' build --print-out-paths --no-link '${at.flake}#nixosConfigurations.attic.config.system.build.toplevel'\n`,
    );
    expect(stdout).toMatch(/ {2}attic {7}built in \d+\.\d s: \/nix\/store\/built\n/);
    expect(stdout).toMatch(/3 systems: 3 built\n$/);
    expect(stderr).toContain('[2/3] building attic\n');
  });

  test('builds all that can be built here, and tells of the rest', async () => {
    const at = project({ tools: { nix: BUILDS() } });
    const { code, stdout, stderr } = await run(at);
    expect(code).toBe(0);
    expect(at.calls()).toHaveLength(6);
    expect(at.calls().join()).not.toContain('darwinConfigurations');
    expect(stderr).toContain(
      'note: mac (aarch64-darwin): not built, as this machine builds for x86_64-linux, i686-linux',
    );
    expect(stdout).toContain(
      'mac         skipped: this machine does not build for aarch64-darwin\n7 systems: 6 built, 1 skipped\n',
    );
  });

  test('builds for the platforms of remote builders, too', async () => {
    const at = project();
    const settings = (builders: string) =>
      `case "$*" in --version) echo 'nix (Nix) 2.18.1'; exit 0;; *show-config*) echo '{"builders":{"value":"${builders}"}}'; exit 0;; esac\necho "$@" >> '${at.root}/calls'`;
    const nix = (builders: string) => writeFileSync(join(at.bin, 'nix'), `#!/bin/sh\n${settings(builders)}\n`);
    nix(`@${at.root}/machines`);
    writeFileSync(join(at.root, 'machines'), '# ours\nssh://mac x86_64-darwin,aarch64-darwin - 4\n');
    await run(at);
    expect(at.calls().join()).toContain('darwinConfigurations.mac');
    at.forget();
    nix('ssh://pi aarch64-linux ; ssh://other -');
    expect((await run(at)).stderr).toContain('aarch64-linux; named, it is tried');
    expect(at.calls().join()).not.toContain('darwinConfigurations.mac');
  });

  test('builds packages, by --package and by name', async () => {
    const at = project();
    await run(at, ['attic-image', 'cellar'], { package: ['pi-image'] });
    expect(at.calls().map((line) => line.split('#')[1])).toEqual([
      'nixosConfigurations.cellar.config.system.build.toplevel',
      'packages.aarch64-linux.pi-image',
      'packages.x86_64-linux.attic-image',
    ]);
    at.forget();
    await run(at, [], { package: ['attic-image'] });
    expect(at.calls()).toHaveLength(1);
    const { code, stderr } = await run(at, [], { package: ['attic-imge'] });
    expect([code, stderr]).toEqual([2, expect.stringContaining('PACKAGE_UNKNOWN')]);
    expect(stderr).toContain('mend: did you mean "attic-image"?');
  });

  test('leaves links, and hands on arguments', async () => {
    const at = project();
    await run(at, ['attic'], { outLink: 'x/result' }, ['--show-trace']);
    await run(at, ['attic', 'cellar'], { outLink: 'result', keepGoing: true });
    const [one, two, three] = at.calls();
    expect(one).toContain(`--out-link|${at.root}/x/result|`);
    expect(one).toMatch(/\|--show-trace$/);
    expect(two).toContain(`--out-link|${at.root}/result-attic|--keep-going|`);
    expect(three).toContain(`--out-link|${at.root}/result-cellar|`);
  });

  test('stops where one fails, and with --keep-going builds the others', async () => {
    const at = project({ tools: { nix: BUILDS('attic') } });
    const stopped = await run(at, ['attic', 'cellar']);
    expect(stopped.code).toBe(4);
    expect(stopped.stdout).toMatch(/attic {3}failed in .*: nix ended with exit code 1\n {2}cellar {2}not begun\n/);
    expect(at.calls()).toHaveLength(1);
    const { code, stdout } = await run(at, ['attic', 'cellar'], { keepGoing: true });
    expect([code, at.calls().length]).toEqual([4, 3]);
    expect(stdout).toMatch(/2 systems: 1 built, 1 failed\n$/);
  });

  test('--dry-run shows what would be run, also without Nix and without a lock file', async () => {
    const at = project({ without: ['nix'] });
    rmSync(join(at.root, 'nix-out/flake.lock'));
    const { code, stdout, stderr } = await run(at, ['attic'], { dryRun: true });
    expect([code, at.calls()]).toEqual([0, []]);
    expect(stdout).toMatch(/nixosConfigurations\.attic\.[^]*\n1 command shown, and nothing was run\n$/);
    expect(stderr).toContain('note: nix was not found here');
    expect(stderr).toContain('has no lock file');
  });

  test('--json prints one document', async () => {
    const at = project({ tools: { nix: BUILDS('cellar') } });
    const { code, stdout } = await run(at, ['attic', 'cellar'], { json: true });
    expect(code).toBe(4);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      ok: false,
      verb: 'build',
      outdir: join(at.root, 'nix-out'),
      steps: [{ systems: ['attic'], tool: 'nix build', line: expect.stringContaining('nix --extra') }, {}],
      systems: [
        { name: 'attic', status: 'done', path: '/nix/store/built' },
        { name: 'cellar', status: 'failed', detail: 'nix ended with exit code 1' },
      ],
    });
  });

  test('--quiet prints nothing where all goes well', async () => {
    const { stdout, stderr } = await run(project({ tools: { nix: BUILDS() } }), ['attic'], { quiet: true });
    expect([stdout, stderr]).toEqual(['', '']);
  });

  test('wants Nix, and says how to get it', async () => {
    const { code, stderr } = await run(project({ without: ['nix'] }), ['attic']);
    expect(code).toBe(4);
    expect(stderr).toMatch(/NIX_MISSING: nix was not found[^]*(https:\/\/nixos\.org\/download|open a new terminal)/);
  });

  test('wants all inputs pinned', async () => {
    const at = project();
    writeFileSync(join(at.root, 'nix-out/flake.lock'), '{"nodes":{"root":{}},"root":"root"}');
    const stale = await run(at, ['attic']);
    expect([stale.code, stale.stderr]).toEqual([
      2,
      'error LOCK_STALE: the lock file in nix-out does not pin nixpkgs\n  mend: pin what is new: cosmo lock\n',
    ]);
    rmSync(join(at.root, 'nix-out/flake.lock'));
    expect((await run(at, ['attic'])).stderr).toContain('error LOCK_MISSING: the flake in nix-out has no lock file');
    expect([at.calls(), existsSync(join(at.root, 'nix-out/flake.lock'))]).toEqual([[], false]);
  });

  test('suggests what was meant', async () => {
    const at = project();
    expect((await run(at, ['attik'])).stderr).toContain(
      'SYSTEM_UNKNOWN: the estate has no system "attik"\n  mend: did you mean "attic"?',
    );
    expect((await run(at, ['zzzzzz'])).stderr).toContain('it has ada@laptop, attic, bare');
    expect((await run(at, ['attic,'])).stderr).toContain('SYSTEM_EMPTY');
    expect((await run(at, ['[z-a]'])).stderr).toContain('SYSTEM_GLOB');
  });

  test('wants an output with --no-synth', async () => {
    const at = project();
    const { code, stderr } = await run(at, [], { out: 'elsewhere' });
    expect([code, stderr]).toEqual([2, expect.stringContaining('NO_OUTPUT: there is no output of cosmo in elsewhere')]);
    expect((await run(at, [], { out: ' ' })).stderr).toContain('OPTION_EMPTY');
  });
});
