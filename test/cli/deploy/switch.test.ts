import { mkdirSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { inside, Project, project } from './stand-ins';
import { Machine, switchSystem } from '../../../src/cli/switch';
import type { SwitchOptions } from '../../../src/cli/switch-command';

const HERE: Machine = { name: 'attic', user: 'ada', isRoot: false, isMac: false, home: '/home/ada' };
const ROOT: Machine = { ...HERE, isRoot: true };
const MAC: Machine = { ...HERE, name: 'mac', isMac: true };
const HEALTH = '/run/current-system/sw/bin/cosmo-health';
const PROFILE = 'readlink|/nix/var/nix/profiles/system';

function run(at: Project, names: string[] = [], options: SwitchOptions = {}, machine = HERE, passed: string[] = []) {
  return inside(at, () => switchSystem(names, passed, { synth: false, ...options }, machine));
}

/** The tools of NixOS. Links lead to the generations that a test names, one a call. */
function nixos({ generations = ['41', '42'], sudo = '', rebuild = '', files = {} } = {}): Project {
  const links = generations.map((number) => (number.startsWith('/') ? number : `system-${number}-link`));
  return project({
    tools: {
      'nixos-rebuild': rebuild,
      sudo,
      readlink: `n=0; [ -e ROOT/n ] && read n < ROOT/n; echo $((n + 1)) > ROOT/n; set -- ${links.join(' ')}; shift $n; echo $1`,
      'darwin-rebuild': rebuild,
      'home-manager': rebuild,
    },
    files,
  });
}

/** A sudo under which the checks fail. */
const UNWELL = 'case "$*" in *cosmo-health*) exit 1;; esac';

describe('cosmo switch', () => {
  test('switches this machine by nixos-rebuild, then runs its health checks', async () => {
    const at = nixos();
    const { code, stdout, stderr } = await run(at);
    expect(code).toBe(0);
    expect(at.calls()).toEqual([PROFILE, `nixos-rebuild|switch|--flake|${at.flake}#attic|--sudo`, `sudo|${HEALTH}`]);
    expect(stdout).toContain(
      `attic (nixos-rebuild)\n  nixos-rebuild switch --flake '${at.flake}#attic' --sudo\n  sudo ${HEALTH}\n  # where a check fails, back to what ran before\n`,
    );
    expect(stdout).toMatch(/ {2}attic {2}switched in \d+\.\d s\n1 system: 1 switched\n$/);
    expect(stderr).toBe('attic: nixos-rebuild\nattic: health checks\n');
  });

  test('needs no sudo as root', async () => {
    const at = nixos({ rebuild: 'exit 3' });
    const { code, stdout } = await run(at, [], {}, ROOT);
    expect([code, at.calls().slice(1)]).toEqual([4, [`nixos-rebuild|switch|--flake|${at.flake}#attic`]]);
    expect(stdout).toContain(
      'failed in 0.0 s: nixos-rebuild ended with exit code 3'.replace('0.0', stdout.match(/\d+\.\d/)![0]),
    );
  });

  test('has sudo run nixos-rebuild as a whole before NixOS 25.11', async () => {
    for (const [version, former] of [
      ['25.05.2024.abc (Warbler)', true],
      ['25.11.1 (Xantusia)', false],
      ['26.05pre', false],
    ] as const) {
      const at = nixos();
      writeFileSync(join(at.bin, 'nixos-version'), `#!/bin/sh\necho '${version}'\n`, { mode: 0o755 });
      await run(at, [], { health: false });
      const rebuild = `nixos-rebuild|switch|--flake|${at.flake}#attic`;
      expect(at.calls()).toEqual([former ? `sudo|${rebuild}` : `${rebuild}|--sudo`]);
    }
  });

  test.each(['boot', 'dry-activate'] as const)('--action %s asks for no health', async (action) => {
    const at = nixos();
    expect((await run(at, [], { action })).code).toBe(0);
    expect(at.calls()).toEqual([`nixos-rebuild|${action}|--flake|${at.flake}#attic|--sudo`]);
  });

  test('--action build needs no root', async () => {
    const at = nixos();
    await run(at, ['cellar'], { action: 'build' }, HERE, ['-L']);
    expect(at.calls()).toEqual([`nixos-rebuild|build|--flake|${at.flake}#cellar|-L`]);
  });

  test('rolls back where a check fails', async () => {
    const at = nixos({ sudo: UNWELL });
    const { code, stdout, stderr } = await run(at);
    expect(code).toBe(4);
    expect(at.calls().slice(2)).toEqual([`sudo|${HEALTH}`, PROFILE, 'nixos-rebuild|switch|--rollback|--sudo']);
    expect(stdout).toMatch(
      /attic {2}rolled back in .*: cosmo-health ended with exit code 1\n1 system: 1 rolled back\n$/,
    );
    expect(stderr).toContain('attic: back to what ran before\n');
  });

  test('names the generation where the one below is not the one that ran', async () => {
    const at = nixos({ sudo: UNWELL, generations: ['38', '42'] });
    expect((await run(at)).stdout).toContain('rolled back');
    expect(at.calls().slice(4)).toEqual([
      'sudo|nix-env|--profile|/nix/var/nix/profiles/system|--switch-generation|38',
      'sudo|/nix/var/nix/profiles/system/bin/switch-to-configuration|switch',
    ]);
  });

  test('takes nothing back where nothing changed, or where that is not wanted', async () => {
    const same = nixos({ sudo: UNWELL, generations: ['41', '41'] });
    const { code, stdout } = await run(same);
    expect([code, same.calls().length]).toEqual([4, 4]);
    expect(stdout).toContain('unwell in ');
    expect(stdout).toContain('the activation changed nothing that could be taken back');
    const kept = nixos({ sudo: UNWELL });
    expect((await run(kept, [], { rollback: false })).stdout).toContain(
      ': cosmo-health ended with exit code 1\n1 system: 1 unwell',
    );
    expect(kept.calls()).toHaveLength(3);
  });

  test('tells where what ran before is not known, and where the rollback fails', async () => {
    const lost = nixos({ sudo: UNWELL, generations: ['elsewhere', '42'] });
    expect((await run(lost)).stdout).toContain('what ran before is not known, so nothing was rolled back');
    const failing = nixos({ sudo: UNWELL, rebuild: 'case "$*" in *--rollback*) exit 7;; esac' });
    expect((await run(failing)).stdout).toContain(
      'cosmo-health ended with exit code 1, and the rollback ended with exit code 7',
    );
  });

  test('a test is taken back by activating what ran', async () => {
    const at = nixos({ sudo: UNWELL, generations: ['/nix/store/old', '/nix/store/new'] });
    expect((await run(at, [], { action: 'test' })).stdout).toContain('rolled back');
    expect(at.calls()[0]).toBe('readlink|/run/current-system');
    expect(at.calls()[4]).toBe('sudo|/nix/store/old/bin/switch-to-configuration|test');
  });

  test('switches a Mac as root', async () => {
    const at = nixos();
    expect((await run(at, [], {}, MAC)).code).toBe(0);
    expect(at.calls()).toEqual([`sudo|darwin-rebuild|switch|--flake|${at.flake}#mac`]);
    at.forget();
    await run(at, ['mac'], { action: 'build' }, MAC);
    expect(at.calls()).toContain(`darwin-rebuild|build|--flake|${at.flake}#mac`);
    expect((await run(at, [], { action: 'boot' }, MAC)).stderr).toContain('ACTION_UNKNOWN: darwin-rebuild cannot boot');
  });

  test('takes darwin-rebuild and home-manager from the inputs where there are none', async () => {
    const at = project({ tools: { sudo: '' } });
    const nix = 'nix|--extra-experimental-features|nix-command flakes|run|--inputs-from';
    await run(at, [], {}, MAC);
    await run(at, ['ada@laptop'], { health: false });
    expect(at.calls()).toEqual([
      `sudo|${nix}|${at.flake}|nix-darwin#darwin-rebuild|--|switch|--flake|${at.flake}#mac`,
      `${nix}|${at.flake}|home-manager|--|switch|--flake|${at.flake}#ada@laptop (NIX_CONFIG)`,
    ]);
  });

  test('switches the home of a user on a machine that is none of the estate, and brings it back', async () => {
    const at = nixos();
    const home = join(at.root, 'home');
    const profiles = join(home, '.local/state/nix/profiles');
    mkdirSync(join(profiles, 'old/home-path/bin'), { recursive: true });
    for (const [name, code] of [
      ['old/activate', 0],
      ['old/home-path/bin/cosmo-health', 1],
    ] as const) {
      writeFileSync(join(profiles, name), `#!/bin/sh\necho "${name}" >> '${at.root}/calls'\nexit ${code}\n`, {
        mode: 0o755,
      });
    }
    symlinkSync(join(profiles, 'old'), join(profiles, 'home-manager'));
    writeFileSync(
      join(at.bin, 'readlink'),
      `#!/bin/sh\nread n < '${at.root}/n' || n=${join(profiles, 'old')}\necho /other > '${at.root}/n'\necho "$n"\n`,
    );
    const { code, stdout } = await run(at, [], {}, { ...HERE, name: 'laptop', home });
    expect(code).toBe(4);
    expect(at.calls()).toEqual([
      `home-manager|switch|--flake|${at.flake}#ada@laptop (NIX_CONFIG)`,
      'old/home-path/bin/cosmo-health',
      'old/activate',
    ]);
    expect(stdout).toContain("NIX_CONFIG='extra-experimental-features = nix-command flakes' home-manager switch");
    expect(stdout).toContain('rolled back');
    expect((await run(at, ['ada@laptop'], { action: 'boot' })).stderr).toContain(
      'ACTION_UNKNOWN: home-manager cannot boot',
    );
  });

  test('tells when a machine becomes another', async () => {
    const { stderr } = await run(nixos(), ['cellar'], { quiet: false });
    expect(stderr).toContain('note: this machine is called attic; it is about to become cellar');
  });

  test('says what to name where no system has the name of the machine', async () => {
    const at = nixos();
    const { code, stderr } = await run(at, [], {}, { ...HERE, name: 'atic' });
    expect(code).toBe(2);
    expect(stderr).toContain('SWITCH_UNKNOWN: this machine is called atic, and the estate has no system of that name');
    expect(stderr).toContain('is it "attic"? then: cosmo switch attic');
    expect((await run(at, [], {}, { ...HERE, name: 'quite-another' })).stderr).toContain(
      'name one of ada@laptop, attic',
    );
    expect(at.calls()).toEqual([]);
  });

  test('refuses several, and what is for another kind of machine', async () => {
    const at = nixos();
    expect((await run(at, ['attic', 'cellar'])).stderr).toContain('SWITCH_SEVERAL');
    expect((await run(at, ['*a*'])).stderr).toContain('SWITCH_SEVERAL: "*a*" names several');
    expect((await run(at, ['mac'])).stderr).toContain('SWITCH_KIND: mac is a Mac, and this machine is none');
    expect((await run(at, ['attic'], {}, MAC)).stderr).toContain(
      'SWITCH_KIND: attic runs NixOS, and this machine is a Mac',
    );
    expect(at.calls()).toEqual([]);
  });

  test('says so where this is no NixOS, or sudo is missing', async () => {
    const at = project();
    const { code, stderr } = await run(at);
    expect([code, stderr]).toEqual([4, expect.stringContaining('NIXOS_REBUILD_MISSING')]);
    expect(stderr).toContain('cosmo install attic');
    expect((await run(at, [], {}, MAC)).stderr).toContain('TOOL_MISSING: sudo was not found');
    expect((await run(at, [], { dryRun: true })).stdout).toContain('1 command shown, and nothing was run');
  });

  test('--json prints one document', async () => {
    const { code, stdout } = await run(nixos({ sudo: UNWELL }), [], { json: true });
    expect(code).toBe(4);
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      ok: false,
      verb: 'switch',
      action: 'switch',
      steps: [{ systems: ['attic'], tool: 'nixos-rebuild', then: [{ command: ['sudo', HEALTH] }] }],
      systems: [{ name: 'attic', status: 'rolled-back', detail: 'cosmo-health ended with exit code 1' }],
    });
  });
});
