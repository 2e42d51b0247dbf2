import { readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { inside, Project, project } from './stand-ins';
import { deploy } from '../../../src/cli/deploy';
import type { DeployOptions } from '../../../src/cli/deploy-command';

const NIX = 'nix|--extra-experimental-features|nix-command flakes';
const HEALTH = '/run/current-system/sw/bin/cosmo-health';
const ROOF = 'ssh|-p|2222|-o|StrictHostKeyChecking=accept-new|ada@192.0.2.4';
const PROFILE = 'readlink /nix/var/nix/profiles/system';
const NIX_SSHOPTS = ' (NIX_SSHOPTS=-p 2222 -o StrictHostKeyChecking=accept-new)';

function run(at: Project, names: string[] = [], options: DeployOptions = {}, passed: string[] = []) {
  return inside(at, () => deploy(names, passed, { synth: false, ...options }));
}

/** All tools, with what they do. */
function tools(scripts: Record<string, string> = {}): Project {
  const given: Record<string, string> = { deploy: '', 'nixos-rebuild': '', 'darwin-rebuild': '', ...scripts };
  const at = project({ tools: { colmena: '', ...given } });
  const colmena = readFileSync(join(at.bin, 'colmena'), 'utf8');
  const version = '[ "$1" = --version ] && { echo colmena 0.5.0; exit 0; }\nrecord "$@"';
  writeFileSync(join(at.bin, 'colmena'), colmena.replace('record "$@"', version));
  return at;
}

/** What ssh does: links lead to generation 41 before the tool was called, and to 42 after; checks may fail. */
const GENERATIONS = (health: number, after = 42) => `
case "$*" in
  *readlink*) if [ -e ROOT/switched ]; then echo system-${after}-link; else echo system-41-link; fi;;
  *cosmo-health*) exit ${health};;
esac`;
const SWITCHES = 'echo > ROOT/switched';

describe('cosmo deploy', () => {
  test('calls deploy-rs for each of its machines', async () => {
    const at = tools();
    const { code, stdout, stderr } = await run(at, ['attic']);
    expect([code, at.calls()]).toEqual([0, [`deploy|--skip-checks|${at.flake}#attic (NIX_CONFIG)`]]);
    expect(stdout).toBe(
      `attic (deploy-rs)\n  NIX_CONFIG='extra-experimental-features = nix-command flakes' deploy --skip-checks '${at.flake}#attic'\n` +
        `  attic  deployed in ${/\d+\.\d/.exec(stdout.split('in ')[1]!)![0]} s\n1 system: 1 deployed\n`,
    );
    expect(stderr).toBe('attic: deploy-rs\n');
  });

  test('calls Colmena once for all of its machines, and runs the checks of each by SSH', async () => {
    const at = tools({ ssh: GENERATIONS(0) });
    expect((await run(at, ['garage', 'cellar'], { parallel: '4' })).code).toBe(0);
    expect(at.calls()).toEqual([
      `ssh|ops@192.0.2.3|${PROFILE}`,
      `colmena|apply|switch|--config|${at.flake}|--on|cellar,garage|--parallel|4`,
      `ssh|ops@192.0.2.3|sudo ${HEALTH}`,
    ]);
  });

  test('calls nixos-rebuild with where and how, and the rest by SSH', async () => {
    const at = tools({ ssh: GENERATIONS(0) });
    const { code, stdout } = await run(at, ['roof'], {}, ['--show-trace']);
    const rebuild = `nixos-rebuild|switch|--flake|${at.flake}#roof|--target-host|ada@192.0.2.4|--build-host|ada@192.0.2.4|--sudo|--show-trace`;
    expect([code, at.calls()]).toEqual([0, [`${ROOF}|${PROFILE}`, rebuild + NIX_SSHOPTS, `${ROOF}|sudo ${HEALTH}`]]);
    expect(stdout).toContain(
      `  NIX_SSHOPTS='-p 2222 -o StrictHostKeyChecking=accept-new' nixos-rebuild switch --flake '${at.flake}#roof' --target-host`,
    );
    expect(stdout).toContain(`  ssh -p 2222 -o StrictHostKeyChecking=accept-new ada@192.0.2.4 'sudo ${HEALTH}'\n`);
  });

  test('speaks to an older nixos-rebuild as it understands', async () => {
    const at = tools();
    writeFileSync(join(at.bin, 'nixos-version'), '#!/bin/sh\necho 25.05.1\n', { mode: 0o755 });
    await run(at, ['roof'], { health: false });
    expect(at.calls()[0]).toContain('|--use-remote-sudo');
  });

  test('calls darwin-rebuild for a Mac, and activates a home that it built and copied', async () => {
    const at = tools({ nix: 'echo /nix/store/home', ssh: 'case "$*" in *readlink*) echo /nix/store/old;; esac' });
    expect((await run(at, ['mac', 'ada@laptop'])).code).toBe(0);
    expect(at.calls()).toEqual([
      'ssh|ada@laptop|readlink -f .local/state/nix/profiles/home-manager',
      `${NIX}|build|--no-link|--print-out-paths|${at.flake}#homeConfigurations.ada@laptop.activationPackage`,
      `${NIX}|copy|--to|ssh-ng://ada@laptop|/nix/store/home`,
      "ssh|ada@laptop|'/nix/store/home/activate'",
      'ssh|ada@laptop|.local/state/nix/profiles/home-manager/home-path/bin/cosmo-health',
      `darwin-rebuild|switch|--flake|${at.flake}#mac|--target-host|ada@mac.example.com|--use-remote-sudo`,
    ]);
  });

  test('calls nodes as the flake does, and quotes what is no identifier', async () => {
    const target = (tool: string, node: string) => ({ deploy: { tool, node, host: 'shed', user: 'root' } });
    const facts = { shed: target('deploy-rs', '1-shed'), barn: target('colmena', 'the-barn') };
    const at = project({ facts, tools: { deploy: '', colmena: '[ "$1" = --version ] && echo colmena 0.5.0; :' } });
    await run(at);
    expect(at.calls().slice(1)).toEqual([
      `colmena|apply|switch|--config|${at.flake}|--on|the-barn`,
      `deploy|--skip-checks|${at.flake}#"1-shed" (NIX_CONFIG)`,
    ]);
  });

  test('gives a sudo that asks for a password a terminal, or the tool that asks', async () => {
    const facts = { tool: 'rebuild', host: 'shed', user: 'ada', interactiveSudo: true };
    const at = project({
      facts: { shed: { deploy: facts, health: [{ name: 'x', what: 'x' }] } },
      tools: { 'nixos-rebuild': '' },
    });
    await run(at);
    expect(at.calls()).toEqual([
      `ssh|ada@shed|${PROFILE}`,
      `nixos-rebuild|switch|--flake|${at.flake}#shed|--target-host|ada@shed|--sudo|--ask-sudo-password`,
      `ssh|-t|ada@shed|sudo ${HEALTH}`,
    ]);
  });

  test('asks for no health where the target does not', async () => {
    const facts = { tool: 'rebuild', host: 'shed', user: 'root', healthChecks: false };
    const at = project({
      facts: { shed: { deploy: facts, health: [{ name: 'x', what: 'x' }] } },
      tools: { 'nixos-rebuild': '' },
    });
    await run(at);
    expect(at.calls()).toEqual([`nixos-rebuild|switch|--flake|${at.flake}#shed|--target-host|root@shed`]);
  });

  test('rolls back nothing where the target does not', async () => {
    const shed = { tool: 'rebuild', host: 'shed', user: 'root', rollback: false };
    const facts = { shed: { deploy: shed, health: [{ name: 'x', what: 'x' }] } };
    const at = project({ facts, tools: { 'nixos-rebuild': SWITCHES, ssh: GENERATIONS(1) } });
    expect((await run(at)).stdout).toContain('1 unwell');
  });

  test('takes tools from the inputs where there are none, and Colmena also where it is too old', async () => {
    const at = project({ tools: { colmena: '' } });
    await run(at, ['attic', 'cellar', 'roof', 'mac'], { health: false });
    const inputs = `${NIX}|run|--inputs-from|${at.flake}`;
    expect(at.calls().map((line) => line.replace(/ \(.*/, ''))).toEqual([
      'colmena|--version',
      `${inputs}|deploy-rs|--|--skip-checks|${at.flake}#attic`,
      `${inputs}|colmena|--|apply|switch|--config|${at.flake}|--on|cellar`,
      `${inputs}|nix-darwin#darwin-rebuild|--|switch|--flake|${at.flake}#mac|--target-host|ada@mac.example.com|--use-remote-sudo`,
      `${inputs}|nixpkgs#nixos-rebuild-ng|--|switch|--flake|${at.flake}#roof|--target-host|ada@192.0.2.4|--build-host|ada@192.0.2.4|--sudo`,
    ]);
  });

  test('without names deploys all with a target, by name, and tells of the others', async () => {
    const at = tools({ ssh: GENERATIONS(0), nix: 'echo /nix/store/home' });
    const { code, stdout, stderr } = await run(at);
    expect(code).toBe(0);
    expect(stdout).toMatch(/6 systems: 6 deployed\n$/);
    expect(stderr).toContain('note: not deployed, as they have no DeployTarget: bare\n');
    expect(stderr.match(/^\[.*$/gm)).toEqual([
      '[1/5] ada@laptop: home-manager',
      '[2/5] attic: deploy-rs',
      '[3/5] cellar, garage: colmena',
      '[4/5] mac: darwin-rebuild',
      '[5/5] roof: nixos-rebuild',
    ]);
  });

  describe('chooses', () => {
    const chosen = async (names: string[], options: DeployOptions = {}) => {
      const { stdout, stderr } = await run(tools(), names, { ...options, dryRun: true, json: true });
      return stdout === ''
        ? stderr
        : (JSON.parse(stdout) as { steps: { systems: string[] }[] }).steps.flatMap((one) => one.systems);
    };

    test.each<[string[], string[]]>([
      [['@web'], ['attic', 'cellar']],
      [['web'], ['attic', 'cellar']],
      [['@edge-*'], ['garage', 'roof']],
      [['edge-[!1]'], ['roof']],
      [
        ['?oof', 'attic'],
        ['attic', 'roof'],
      ],
      [['lab,roof'], ['attic', 'roof']],
      [['nixosConfigurations.cellar'], ['cellar']],
      [['*a*'], ['ada@laptop', 'attic', 'cellar', 'garage', 'mac']],
    ])('%j: %j', async (names, expected) => expect(await chosen(names)).toEqual(expected));

    test('--on as well as names', async () => {
      expect(await chosen(['roof'], { on: ['@lab', 'cellar,mac'] })).toEqual(['attic', 'cellar', 'mac', 'roof']);
    });
  });

  test('refuses what there is not, with what was meant', async () => {
    const at = tools();
    const refused = async (...names: string[]) => (await run(at, names)).stderr;
    expect(await refused('atic')).toContain(
      'SYSTEM_UNKNOWN: the estate has no system "atic"\n  mend: did you mean "attic"?',
    );
    expect(await refused('@wep')).toContain(
      'TAG_UNKNOWN: no DeployTarget has the tag "wep"\n  mend: did you mean "@web"?',
    );
    expect(await refused('@zzzzzz')).toContain('there are @desk, @edge-1, @edge-2, @lab, @web');
    expect(await refused('z*')).toContain('SYSTEM_UNKNOWN');
    expect(at.calls()).toEqual([]);
  });

  test('tells how to add a target', async () => {
    const { code, stderr } = await run(tools(), ['bare', 'attic']);
    expect(code).toBe(2);
    expect(stderr).toContain('DEPLOY_NO_TARGET: nothing says how to reach bare\n');
    expect(stderr).toContain(
      "mend: give each a target: new DeployTarget(host, 'deploy', { … }); for this machine: cosmo switch",
    );
    expect((await run(tools(), ['b*'])).stderr).toContain('nothing says how to reach bare');
  });

  test.each([
    ['boot', ['--boot'], 'boot'],
    ['dry-activate', ['--dry-activate'], 'dry-activate'],
  ] as const)('--action %s is told to every tool, and asks for no health', async (action, options, word) => {
    const at = tools();
    expect((await run(at, ['attic', 'cellar', 'roof', 'garage'], { action })).code).toBe(0);
    expect(at.calls()).toEqual([
      `deploy|--skip-checks|${options.join('|')}|${at.flake}#attic (NIX_CONFIG)`,
      `colmena|apply|${word}|--config|${at.flake}|--on|cellar,garage`,
      expect.stringContaining(`nixos-rebuild|${word}|`),
    ]);
  });

  test('refuses an action that a tool does not know', async () => {
    expect((await run(tools(), ['attic'], { action: 'test' })).stderr).toContain(
      'ACTION_UNKNOWN: deploy-rs cannot test',
    );
    expect((await run(tools(), ['mac'], { action: 'boot' })).stderr).toContain(
      'ACTION_UNKNOWN: darwin-rebuild cannot boot',
    );
    expect((await run(tools(), ['ada@laptop'], { action: 'boot' })).stderr).toContain('is a home, and cannot boot');
  });

  test('--checks and --no-rollback are told to deploy-rs', async () => {
    const at = tools();
    const { stderr } = await run(at, ['attic'], { checks: true, rollback: false, health: false });
    expect(at.calls()).toEqual([`deploy|--auto-rollback|false|--magic-rollback|false|${at.flake}#attic (NIX_CONFIG)`]);
    expect(stderr).toContain(
      'note: attic: the checks are part of what deploy-rs activates, and run in spite of --no-health',
    );
  });

  describe('where a health check fails', () => {
    test('brings back the generation that ran before, by SSH', async () => {
      const at = tools({ ssh: GENERATIONS(1), 'nixos-rebuild': SWITCHES });
      const { code, stdout } = await run(at, ['roof', 'mac']);
      expect(code).toBe(4);
      expect(at.calls().slice(-3)).toEqual([
        `${ROOF}|sudo ${HEALTH}`,
        `${ROOF}|${PROFILE}`,
        `${ROOF}|sudo nix-env --profile /nix/var/nix/profiles/system --switch-generation 41 && sudo /nix/var/nix/profiles/system/bin/switch-to-configuration switch`,
      ]);
      expect(stdout).toContain('rolled back in ');
    });

    test('after Colmena, too, and as root without sudo', async () => {
      const at = tools({ ssh: GENERATIONS(1), colmena: SWITCHES });
      const { stdout } = await run(at, ['garage', 'cellar']);
      expect(stdout).toMatch(/garage {2}rolled back/);
      expect(stdout).toMatch(/cellar {2}deployed/);
      expect(stdout).toMatch(/2 systems: 1 deployed, 1 rolled back\n$/);
    });

    test('takes nothing back that is not wanted or not changed', async () => {
      const kept = tools({ ssh: GENERATIONS(1), 'nixos-rebuild': SWITCHES });
      expect((await run(kept, ['roof'], { rollback: false })).stdout).toContain('1 unwell');
      expect(kept.calls()).toHaveLength(3);
      const same = tools({ ssh: GENERATIONS(1, 41), 'nixos-rebuild': SWITCHES });
      expect((await run(same, ['roof'])).stdout).toContain('the activation changed nothing that could be taken back');
    });

    test('--no-health does not ask', async () => {
      const at = tools({ ssh: GENERATIONS(1) });
      expect((await run(at, ['roof', 'garage'], { health: false })).code).toBe(0);
      expect(at.calls().join()).not.toContain('ssh|');
    });
  });

  describe('a failure half-way', () => {
    const FAILS = { deploy: 'case "$*" in *attic*) exit 1;; esac' };

    test('stops what is not begun', async () => {
      const at = tools(FAILS);
      const { code, stdout } = await run(at, ['attic', 'cellar', 'mac']);
      expect(code).toBe(4);
      expect(stdout).toMatch(
        /attic {3}failed in .*: deploy-rs ended with exit code 1\n {2}cellar {2}not begun\n {2}mac {5}not begun\n/,
      );
      expect(at.calls()).toHaveLength(1);
    });

    test('stops nothing with --keep-going', async () => {
      const at = tools(FAILS);
      const { code, stdout } = await run(at, ['attic', 'cellar', 'mac'], { keepGoing: true });
      expect([code, stdout.split('\n').at(-2)]).toEqual([4, '3 systems: 2 deployed, 1 failed']);
    });

    test('of Colmena is one of all its machines', async () => {
      const { stdout } = await run(tools({ colmena: 'exit 2' }), ['cellar', 'garage'], { health: false });
      expect(stdout).toContain('colmena ended with exit code 2; what it printed says for which');
      expect(stdout).toContain('2 systems: 2 failed');
    });

    test('of a build of a home copies nothing', async () => {
      const nothing = tools();
      expect((await run(nothing, ['ada@laptop'], { health: false })).stdout).toContain('home-manager built nothing');
      expect(nothing.calls()).toHaveLength(1);
      const at = tools({ nix: 'exit 1' });
      expect((await run(at, ['ada@laptop'], { health: false })).stdout).toContain(
        'home-manager ended with exit code 1',
      );
      expect(at.calls()).toHaveLength(1);
    });
  });

  describe('--resume', () => {
    const FAILS_ONCE = 'case "$*" in *mac*) [ -e ROOT/mended ] || exit 1;; esac';
    const broken = () => tools({ 'darwin-rebuild': FAILS_ONCE });

    test('deploys what the last deployment left', async () => {
      const at = broken();
      expect((await run(at, ['attic', 'mac', 'roof'], { health: false })).code).toBe(4);
      at.forget();
      writeFileSync(join(at.root, 'mended'), '');
      const { code, stdout } = await run(at, [], { resume: true, health: false });
      expect([code, at.calls().map((line) => line.split('|')[0])]).toEqual([0, ['darwin-rebuild', 'nixos-rebuild']]);
      expect(stdout).toMatch(/attic {2}skipped: deployed already\n3 systems: 2 deployed, 1 skipped\n$/);
      const again = await run(at, [], { resume: true });
      expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('3 systems: 3 skipped')]);
    });

    test('deploys all again where the output has changed', async () => {
      const at = broken();
      await run(at, ['attic', 'mac'], { health: false });
      writeFileSync(join(at.root, 'nix-out/hosts/mac/default.nix'), '{ nixpkgs.hostPlatform = "x86_64-darwin"; }\n');
      const { stdout, stderr } = await run(at, [], { resume: true, dryRun: true });
      expect(stderr).toContain('note: the output has changed since the last deployment');
      expect(stdout).toContain('2 commands shown');
      expect((await run(at, ['cellar'], { resume: true })).stderr).toContain(
        'RESUME_OTHERS: the last deployment was of attic, mac',
      );
    });

    test('is kept in the cache of the project, and not with --dry-run', async () => {
      const at = tools();
      const cache = join(at.root, 'node_modules/.cache/cosmo');
      const states = () => readdirSync(cache).filter((name) => name.startsWith('deploy-'));
      await run(at, ['attic'], { dryRun: true });
      expect(states()).toEqual([]);
      expect((await run(at, ['attic'], { resume: true })).stderr).toContain('RESUME_NOTHING');
      await run(at, ['attic', 'cellar']);
      const state = JSON.parse(readFileSync(join(cache, states()[0]!), 'utf8')) as { systems: object };
      expect(state.systems).toEqual({ attic: 'done', cellar: 'done' });
    });
  });

  test('--parallel calls several at once, each line with its machine before it', async () => {
    const meet = (own: string, other: string) => `
echo from ${own} >&2
echo > ROOT/${own}; n=0
while [ ! -e ROOT/${other} ] && [ $n -lt 400 ]; do n=$((n + 1)); sleep 0.05; done; [ -e ROOT/${other} ]`;
    const at = tools({ deploy: meet('deploy', 'darwin'), 'darwin-rebuild': meet('darwin', 'deploy') });
    writeFileSync(join(at.bin, 'sleep'), '#!/bin/sh\nexec /bin/sleep "$@"\n', { mode: 0o755 });
    const { code, stderr } = await run(at, ['attic', 'mac'], { parallel: '2' });
    expect(code).toBe(0);
    expect(stderr).toContain('attic | from deploy\n');
    expect(stderr).toContain('mac | from darwin\n');
    expect((await run(at, ['attic'], { parallel: '0' })).stderr).toContain('PARALLEL: --parallel 0 is no number');
  });

  test('wants ssh', async () => {
    const { code, stderr } = await run(project({ without: ['ssh'], tools: { deploy: '' } }), ['attic']);
    expect([code, stderr]).toEqual([4, expect.stringContaining('SSH_MISSING')]);
  });

  test('--json prints one document', async () => {
    const { stdout } = await run(tools({ deploy: 'echo text' }), ['attic'], { json: true });
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      ok: true,
      verb: 'deploy',
      dryRun: false,
      notes: [],
      steps: [{ systems: ['attic'], tool: 'deploy-rs', env: { NIX_CONFIG: expect.any(String) } }],
      systems: [{ name: 'attic', tool: 'deploy-rs', status: 'done' }],
    });
  });
});
