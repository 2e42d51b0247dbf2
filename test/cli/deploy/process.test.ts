import { spawnSync } from 'child_process';
import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { delimiter, join } from 'path';
import { ownMemory, Project, project } from './stand-ins';
import { fixturePath, KEYS, testWith } from '../../secrets/fixture';
import { cosmo, cosmoUntil, PACKAGE, put, Ran, withoutPlaces } from '../cosmo';

jest.setTimeout(120_000);

const PROGRAM = `import { App, Host } from 'cosmo-nix';

const app = new App({ release: '25.11' });
new Host(app, 'attic', {
  stateVersion: '25.11',
  allowNoLogin: true,
  fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } },
});
app.synth();
`;

const environment = ({ root, bin }: Project) => ({ PATH: `${bin}${delimiter}${process.env.PATH}`, HOME: root });
const run = (at: Project, ...args: string[]): Ran => cosmo(at.root, args, environment(at));

/** A project whose output the program writes; its inputs are pinned. */
function fresh(program: string, tools: Record<string, string> = {}): Project {
  return project({ tools, files: { 'main.ts': program, 'cosmo.toml': 'app = "main.ts"\noutput = "made"\n' } });
}

function pin(at: Project): void {
  const inputs = /^ {2}inputs\.nixpkgs/m.exec(readFileSync(join(at.root, 'made/flake.nix'), 'utf8'));
  expect(inputs).not.toBeNull();
  put(at.root, { 'made/flake.lock': readFileSync(join(at.root, 'nix-out/flake.lock'), 'utf8') });
}

describe('a verb that builds', () => {
  test('synthesizes first, wants inputs pinned, and then builds what is written', () => {
    const at = fresh(PROGRAM, { nix: 'echo /nix/store/built' });
    const first = run(at, 'build');
    expect([first.code, first.stdout]).toEqual([2, expect.stringMatching(/^ {2}\+ flake.nix$[^]*1 system in .* new/m)]);
    expect(first.stderr).toContain('error LOCK_MISSING: the flake in made has no lock file');
    pin(at);
    const { code, stdout } = run(at, 'build', '--', '--show-trace');
    expect(code).toBe(0);
    expect(stdout).toContain('nothing changed');
    expect(at.calls()).toHaveLength(1);
    expect(at.calls()[0]).toMatch(/\/made#nixosConfigurations\.attic\.config\.system\.build\.toplevel\|--show-trace$/);
  });

  test('runs nothing where the checks find an error', () => {
    const at = fresh(
      PROGRAM.replace("new Host(app, 'attic'", "const other = new Host(app, 'attic'").replace(
        'app.synth',
        "other.addUser('x y');\napp.synth",
      ),
    );
    const { code, stdout, stderr } = run(at, 'build', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: expect.any(String) } });
    expect(withoutPlaces(stderr)).toContain('nothing was written');
    expect(at.calls()).toEqual([]);
  });

  test('writes nothing with --dry-run', () => {
    const at = fresh(PROGRAM);
    const { code, stdout } = run(at, 'switch', 'attic', '--dry-run');
    expect([code, existsSync(join(at.root, 'made')), at.calls()]).toEqual([0, false, []]);
    expect(stdout).toMatch(/nixos-rebuild switch --flake 'path:.*\/made#attic'/);
  });

  test('works with a program of another language', () => {
    const at = project({
      tools: { nix: 'echo /nix/store/built' },
      files: {
        'other.js': PROGRAM.replace(
          "import { App, Host } from 'cosmo-nix'",
          "const { App, Host } = require('cosmo-nix')",
        ),
        'cosmo.toml': 'app = "node other.js"\noutput = "made"\n',
      },
    });
    run(at, 'synth');
    pin(at);
    const { code, stdout } = run(at, 'build', 'attic');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/1 system: 1 built\n$/)]);
  });
});

test('reads what the constructs tell', () => {
  const at =
    fresh(`import { App, DeployTarget, DeployTool, Disk, DiskContent, DiskPartition, Host, UnitHealth, WslHost } from 'cosmo-nix';

const app = new App({ release: '25.11' });
const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOP8t+f7fj02iexTSCpuNhogm6hlWb6MWwPvr5GdYS/E ada@laptop';
const attic = new Host(app, 'attic', {
  stateVersion: '25.11',
  ssh: { permitRootLogin: 'prohibit-password' },
  users: { root: { authorizedKeys: [key] } },
  networking: { interfaces: { eno1: { addresses: ['192.168.1.10/24'] } }, defaultGateway: '192.168.1.1' },
});
new Disk(attic, 'main', {
  device: '/dev/disk/by-id/nvme-main',
  partitions: { ESP: DiskPartition.esp(), root: DiskPartition.rest(DiskContent.ext4('/')) },
});
new UnitHealth(attic, 'ssh', { unit: 'sshd.service' });
new DeployTarget(attic, 'deploy', { tool: DeployTool.REBUILD, tags: ['rack'] });
new WslHost(app, 'wsl', { stateVersion: '25.11' });
app.synth();
`);
  const data = (...args: string[]) => {
    const { stdout, stderr } = run(at, ...args, '--dry-run', '--json');
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout) as { error?: object; steps: { command: string[]; then: { line: string }[] }[] };
  };
  expect(data('deploy', '--on', '@rack')).toMatchObject({
    steps: [
      {
        command: expect.arrayContaining(['switch', '--target-host', 'root@192.168.1.10']),
        then: [{ line: 'ssh root@192.168.1.10 /run/current-system/sw/bin/cosmo-health' }],
      },
    ],
  });
  expect(data('install', 'attic')).toMatchObject({
    disks: [{ name: 'main', device: '/dev/disk/by-id/nvme-main' }],
    steps: [{ command: expect.arrayContaining(['--target-host', 'root@192.168.1.10']) }],
  });
  expect(data('install', 'wsl')).toMatchObject({ error: { code: 'INSTALL_KIND' } });
});

test('what stands after -- goes to the tool', () => {
  const at = project({ tools: { deploy: '' } });
  const { code } = run(at, 'deploy', '--no-synth', '--on', '@lab', '--', '--debug-logs', '--', '--impure');
  expect([code, at.calls()]).toEqual([
    0,
    [`deploy|--skip-checks|${at.flake}#attic|--debug-logs|--|--impure (NIX_CONFIG)`],
  ]);
});

describe('at a terminal, which util-linux makes', () => {
  const typed = (at: Project, answer: string): Ran => {
    const command = `${process.execPath} ${join(PACKAGE, 'bin/cosmo')} install attic --no-synth --no-host-key`;
    const { status, signal, stdout, stderr } = spawnSync('script', ['-qec', command, '/dev/null'], {
      cwd: at.root,
      input: answer,
      encoding: 'utf8',
      env: { ...process.env, ...environment(at), NO_COLOR: '1' },
    });
    return { code: status, signal, stdout, stderr };
  };

  testWith('script')('disks are erased once the name of the host is typed', () => {
    const at = project({ tools: { 'nixos-anywhere': '' } });
    const wrong = typed(at, 'atti\n');
    expect([wrong.code, wrong.stdout]).toEqual([2, expect.stringContaining('"atti" is not attic')]);
    expect(at.calls()).toEqual([]);
    const right = typed(at, 'attic\n');
    expect([right.code, right.stdout]).toEqual([0, expect.stringContaining('type attic to erase them: ')]);
    expect(at.calls()).toHaveLength(1);
  });
});

describe('an interrupt', () => {
  // What it starts says when it is there, so that no signal comes before it.
  const WAITS = `
trap 'echo >> ROOT/interrupted; exit 1' INT TERM
sh -c 'echo $$ > ROOT/child; echo ready >&2; exec sleep 60'`;

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'by %s reaches the tool and what it started, and is told',
    async (signal) => {
      const at = project({
        tools: { deploy: `case "$*" in *attic*) ;; *) exit 0;; esac\n${WAITS}`, 'darwin-rebuild': '' },
      });
      const args = ['deploy', '--no-synth', 'attic', 'mac'];
      const ran = await cosmoUntil(at.root, args, 'ready', (pid) => process.kill(pid, signal), environment(at));
      expect(ran.signal).toBe(signal);
      expect(ran.stdout).toMatch(/attic {2}interrupted in .*: deploy-rs was interrupted\n {2}mac {4}not begun\n/);
      expect(existsSync(join(at.root, 'interrupted'))).toBe(true);
      expect(() => process.kill(Number(readFileSync(join(at.root, 'child'), 'utf8')), 0)).toThrow('ESRCH');
      writeFileSync(join(at.bin, 'deploy'), '#!/bin/sh\n');
      const resumed = run(at, 'deploy', '--no-synth', '--resume');
      expect(resumed.stdout).toMatch(/2 systems: 2 deployed\n$/);
    },
  );

  test('with --json is in the document', async () => {
    const at = project({ tools: { nix: `case "$*" in *attic*) ;; *) exit 0;; esac\n${WAITS}` } });
    const args = ['build', '--no-synth', '--json', 'attic', 'cellar'];
    const ran = await cosmoUntil(at.root, args, 'ready', (pid) => process.kill(pid, 'SIGTERM'), environment(at));
    expect(JSON.parse(ran.stdout)).toMatchObject({
      ok: false,
      interrupted: 'SIGTERM',
      systems: [
        { name: 'attic', status: 'interrupted' },
        { name: 'cellar', status: 'not-begun' },
      ],
    });
  });
});

describe('the enrolled host key', () => {
  const SECRETS = PROGRAM.replace('App, Host }', 'AgenixStore, App, Host, Secret }').replace(
    "new Host(app, 'attic'",
    `new AgenixStore(app, 'secrets', { adminKeys: { ada: '${KEYS.admin}' } });\nnew Host(app, 'attic'`,
  );
  const TAKES =
    'while [ $# -gt 0 ]; do [ "$1" = --extra-files ] && cp "$2/etc/ssh/ssh_host_ed25519_key" ROOT/key; shift; done';
  // Of these tests alone: where keys are laid, and what else is for a while.
  const memory = ownMemory();
  const own = { XDG_RUNTIME_DIR: memory, TMPDIR: memory };
  const left = () => readdirSync(memory).filter((name) => name.startsWith('cosmo-install-'));

  function enrolled(script: string): Project {
    const at = fresh(SECRETS, { 'nixos-anywhere': script });
    copyFileSync(fixturePath('keys/admin'), join(at.root, 'id'));
    chmodSync(join(at.root, 'id'), 0o600);
    expect(run(at, 'secrets', 'enroll', 'attic').code).toBe(0);
    run(at, 'synth');
    const lock = JSON.parse(readFileSync(join(at.root, 'nix-out/flake.lock'), 'utf8')) as {
      nodes: { root: { inputs: Record<string, string> } };
    };
    lock.nodes.root.inputs.agenix = 'nixpkgs';
    put(at.root, { 'made/flake.lock': JSON.stringify(lock) });
    return at;
  }
  const ARGS = ['install', 'attic', '-t', '192.0.2.1', '--phases', 'kexec,install', '-i', 'id'];

  testWith('age')('is decrypted for the machine, with and without running the program, and removed', () => {
    const at = enrolled(TAKES);
    for (const more of [[], ['--no-synth']]) {
      const { code, stderr } = cosmo(at.root, [...ARGS, ...more], { ...environment(at), ...own });
      expect([code, stderr]).toEqual([0, expect.not.stringContaining('error')]);
      expect(readFileSync(join(at.root, 'key'), 'utf8')).toMatch(/^-----BEGIN OPENSSH PRIVATE KEY-----\n/);
      expect(left()).toEqual([]);
    }
  });

  testWith('age')('is removed where the installation is interrupted', async () => {
    const at = enrolled(`${TAKES}\necho ready >&2\nexec sleep 60`);
    const ran = await cosmoUntil(at.root, ARGS, 'ready', (pid) => process.kill(pid, 'SIGTERM'), {
      ...environment(at),
      ...own,
    });
    expect([ran.signal, existsSync(join(at.root, 'key')), left()]).toEqual(['SIGTERM', true, []]);
    expect(ran.stdout).toContain('the machine may be half installed');
  });
});
