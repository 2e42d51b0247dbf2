import { execFile, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Endpoint, Host, NixosContainer, StandaloneHome, ZfsPool } from '../../src';
import { CommandHealth, HttpHealth, PoolHealth, PortHealth, UnitHealth } from '../../src/deploy';
import { describeWithNix, nixEval } from '../support/nix';
import { appWith, hostOf } from '../support/small-estate';

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a stand-in for a tool does: reads its part of the machine from files, and notes how it was called. */
const STAND_INS: Readonly<Record<string, string>> = {
  systemctl: `
unit="\${!#}"
echo "$*" >>"$MACHINE/calls"
left=$(cat "$MACHINE/$unit.left" 2>/dev/null || echo 0)
if [ "$left" -gt 0 ]; then echo $((left - 1)) >"$MACHINE/$unit.left"; echo ActiveState=activating; exit 0; fi
echo "ActiveState=$(cat "$MACHINE/$unit" 2>/dev/null || echo inactive)"
if [ -e "$MACHINE/$unit.loops" ]; then echo "InvocationID=$RANDOM$RANDOM"; else echo InvocationID=1; fi
`,
  curl: `
echo "$*" >>"$MACHINE/calls"
if [ -e "$MACHINE/refused" ]; then echo 'curl: (7) Failed to connect' >&2; printf '\\n000'; exit 7; fi
cat "$MACHINE/page" 2>/dev/null
printf '\\n%s' "$(cat "$MACHINE/status" 2>/dev/null || echo 200)"
`,
  zpool: `
echo "$*" >>"$MACHINE/calls"
cat "$MACHINE/pool" 2>/dev/null || { echo "cannot open 'tank': no such pool" >&2; exit 1; }
`,
};

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cosmo-health-'));
  mkdirSync(join(folder, 'bin'));
  for (const [name, text] of Object.entries(STAND_INS)) {
    writeFileSync(join(folder, 'bin', name), `#!/bin/bash\n${text}`);
    chmodSync(join(folder, 'bin', name), 0o755);
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const machine = (path: string, text: string) => writeFileSync(join(folder, path), text);
const calls = () =>
  existsSync(join(folder, 'calls')) ? readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n') : [];

/** The text of `cosmo-health` as Nix has it. */
function program(app: App, path: string = 'hosts/server/health.nix'): string {
  const file = join(folder, 'health.nix');
  writeFileSync(file, app.render()[path]!);
  return nixEval(`
    let
      pkgs = { coreutils = 0; curl = 0; postgresql = 0; writeShellApplication = set: set; };
      module = import ${file};
      config = { systemd.package = 0; boot.zfs.package = 0; };
      set = module ({ inherit pkgs; } // { inherit config; });
    in (builtins.head (set.environment.systemPackages or set.home.packages)).text
  `) as string;
}

function run(text: string, args: string[] = []): Promise<Ended> {
  const script = join(folder, 'cosmo-health');
  writeFileSync(script, `set -o errexit\nset -o nounset\nset -o pipefail\n${text}`);
  const env = { PATH: `${join(folder, 'bin')}:/usr/bin:/bin`, MACHINE: folder, TMPDIR: folder };
  return new Promise((resolve) => {
    execFile('bash', [script, ...args], { env }, (error, stdout, stderr) => {
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

function estate(): { app: App; host: Host } {
  const app = appWith();
  return { app, host: hostOf(app) };
}

/** Whether ShellCheck is here. On CI it must be. */
const shellcheckAvailable = (() => {
  try {
    execFileSync('shellcheck', ['--version'], { stdio: 'ignore' });
    return true;
  } catch (error) {
    if (process.env.CI) throw new Error('shellcheck is missing: install it (Debian: shellcheck).', { cause: error });
    return false;
  }
})();

describeWithNix('cosmo-health', () => {
  test('says that all is well', async () => {
    const { app, host } = estate();
    const media = new NixosContainer(host, 'media', { subnet: '10.233.1.0/24' });
    new UnitHealth(host, 'nginx', { steady: 0 });
    new UnitHealth(media.inside, 'jellyfin', { steady: 0 });
    new HttpHealth(media.inside, 'web', { port: 8096, path: '/health', text: "it's $fine" });
    new PoolHealth(host, 'pool', { pool: new ZfsPool(host, 'tank') });
    new CommandHealth(host, 'own', { command: ['test', '$HOME `x`', '=', '$HOME `x`'], says: 'a "word" holds' });
    machine('nginx.service', 'active');
    machine('jellyfin.service', 'active');
    machine('page', "so\nit's $fine\nindeed");
    machine('pool', 'ONLINE');
    const ended = await run(program(app));
    expect(ended).toEqual({
      status: 0,
      stderr: '',
      stdout: [
        'well    nginx: unit nginx.service is active',
        'well    media/jellyfin: unit jellyfin.service is active in the container media',
        'well    media/web: http://10.233.1.2:8096/health answers with "it\'s $fine"',
        'well    pool: pool tank is ONLINE',
        'well    own: a "word" holds',
        '',
      ].join('\n'),
    });
    expect(calls()).toEqual(
      expect.arrayContaining([
        'show --property=ActiveState,InvocationID nginx.service',
        '--machine=media show --property=ActiveState,InvocationID jellyfin.service',
        '--silent --show-error --globoff --noproxy * --max-time 10 --write-out \\n%{http_code} http://10.233.1.2:8096/health',
        'list -H -o health tank',
      ]),
    );
  });

  test('says what failed, and why, and looks at the others all the same', async () => {
    const { app, host } = estate();
    new UnitHealth(host, 'nginx', { timeout: 0 });
    new UnitHealth(host, 'gone', { timeout: 0 });
    new PoolHealth(host, 'pool', { pool: new ZfsPool(host, 'tank'), timeout: 0 });
    new PortHealth(host, 'port', { port: 1, timeout: 0 });
    new HttpHealth(host, 'site', { url: 'https://a.example', statuses: [200, 401], timeout: 0 });
    new CommandHealth(host, 'own', {
      command: ['bash', '-c', 'echo one; echo "two \\"parts\\"" >&2; exit 3'],
      timeout: 0,
    });
    new CommandHealth(host, 'mute', { command: ['false'], timeout: 0 });
    new UnitHealth(host, 'sshd', { timeout: 0, steady: 0 });
    machine('nginx.service', 'failed');
    machine('sshd.service', 'active');
    machine('pool', 'DEGRADED');
    machine('status', '503');
    const { status, stdout } = await run(program(app));
    expect(status).toBe(1);
    expect(stdout.replace(/after \d+ s/g, 'after N s').split('\n')).toEqual([
      'FAILED  nginx: not so after N s: unit nginx.service is active (it is failed)',
      'FAILED  gone: not so after N s: unit gone.service is active (it is inactive)',
      'FAILED  pool: not so after N s: pool tank is ONLINE (it is DEGRADED)',
      'FAILED  port: not so after N s: 127.0.0.1:1 takes connections (nothing answers at 127.0.0.1 port 1)',
      'FAILED  site: not so after N s: https://a.example answers 200 or 401 (it answers 503)',
      expect.stringMatching(/^FAILED {2}own: .* \(two "parts"\)$/),
      'FAILED  mute: not so after N s: false ends well (it ended with 1)',
      'well    sshd: unit sshd.service is active',
      '',
    ]);
  });

  test('tells what a tool says that fails itself', async () => {
    const { app, host } = estate();
    new PoolHealth(host, 'pool', { pool: new ZfsPool(host, 'tank'), timeout: 0 });
    new HttpHealth(host, 'site', { url: 'http://a.example/', timeout: 0 });
    machine('refused', '');
    const { status, stdout } = await run(program(app));
    expect(status).toBe(1);
    expect(stdout).toContain("(cannot open 'tank': no such pool)");
    expect(stdout).toContain('(curl: (7) Failed to connect)');
  });

  test('waits for what becomes well after a while', async () => {
    const { app, host } = estate();
    new UnitHealth(host, 'slow', { timeout: 20, steady: 0 });
    machine('slow.service', 'active');
    machine('slow.service.left', '2');
    const { status, stdout } = await run(program(app), ['--json']);
    expect(status).toBe(0);
    const [check] = (JSON.parse(stdout) as { checks: { seconds: number; well: boolean }[] }).checks;
    expect(check!.well).toBe(true);
    expect(check!.seconds).toBeGreaterThanOrEqual(1);
    expect(calls().length).toBe(4);
  });

  test('gives up when the time is over, all checks at once', async () => {
    const { app, host } = estate();
    for (const name of ['one', 'two', 'three']) new UnitHealth(host, name, { timeout: 1 });
    const begun = Date.now();
    const { status } = await run(program(app));
    expect(status).toBe(1);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(1000);
    // Three times one after another would be three seconds and more.
    expect(calls().length).toBeGreaterThanOrEqual(6);
  });

  test('does not take for well what is started again and again', async () => {
    const { app, host } = estate();
    new UnitHealth(host, 'loop', { timeout: 0, steady: 1 });
    machine('loop.service', 'active');
    machine('loop.service.loops', '');
    expect((await run(program(app))).stdout).toContain('(it stopped or was started anew within 1 s)');
  });

  test('connects to a port that takes connections', async () => {
    const { app, host } = estate();
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    new PortHealth(host, 'port', { endpoint: new Endpoint({ host: '127.0.0.1', port }) });
    try {
      expect(await run(program(app))).toEqual({
        status: 0,
        stderr: '',
        stdout: `well    port: 127.0.0.1:${port} takes connections\n`,
      });
    } finally {
      server.close();
    }
  });

  test('answers in JSON, whatever stands in a text', async () => {
    const { app, host } = estate();
    new CommandHealth(host, 'own', { command: ['printf', 'a\\t"b" \\\\ &c'], says: 'back\\slash & "quote"' });
    new CommandHealth(host, 'bad', { command: ['bash', '-c', 'printf \'tab\\there "q" \\\\ &\'; exit 1'], timeout: 0 });
    const { status, stdout } = await run(program(app), ['--json']);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      well: false,
      checks: [
        { name: 'own', what: 'back\\slash & "quote"', well: true, seconds: expect.any(Number), why: '' },
        { name: 'bad', what: expect.any(String), well: false, seconds: expect.any(Number), why: 'tab here "q" \\ &' },
      ],
    });
  });

  test('lists its checks and runs none', async () => {
    const { app, host } = estate();
    new UnitHealth(host, 'nginx');
    const text = program(app);
    expect((await run(text, ['--list'])).stdout).toBe('nginx: unit nginx.service is active\n');
    expect(JSON.parse((await run(text, ['--list', '--json'])).stdout)).toEqual({
      version: 1,
      checks: [{ name: 'nginx', what: 'unit nginx.service is active' }],
    });
    expect(calls()).toEqual([]);
  });

  test('refuses an option that it does not know', async () => {
    const { app, host } = estate();
    new UnitHealth(host, 'nginx');
    const { status, stderr } = await run(program(app), ['--lst']);
    expect(status).toBe(2);
    expect(stderr).toContain('Usage: cosmo-health [--list] [--json]');
  });

  test('leaves nothing behind', async () => {
    const { app, host } = estate();
    new CommandHealth(host, 'own', { command: ['true'] });
    const text = program(app);
    const before = ['bin', 'cosmo-health', 'health.nix'];
    await run(text);
    expect(readdirSync(folder).sort()).toEqual(before);
  });

  test('ends when it is told to, and leaves nothing behind', async () => {
    const { app, host } = estate();
    new UnitHealth(host, 'never', { timeout: 60 });
    const text = program(app);
    const script = join(folder, 'cosmo-health');
    writeFileSync(script, text);
    const env = { PATH: `${join(folder, 'bin')}:/usr/bin:/bin`, MACHINE: folder, TMPDIR: folder };
    const child = spawn('bash', [script], { env, stdio: 'ignore' });
    const end = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
    while (calls().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGTERM');
    expect(await end).toBe(143);
    expect(readdirSync(folder).sort()).toEqual(['bin', 'calls', 'cosmo-health', 'health.nix']);
  });

  (shellcheckAvailable ? test : test.skip)('passes ShellCheck, as writeShellApplication asks', () => {
    const { app, host } = estate();
    const home = new StandaloneHome(app, 'ada@laptop', { stateVersion: '25.11' });
    new UnitHealth(host, 'nginx');
    new UnitHealth(home, 'syncthing');
    new PortHealth(host, 'port', { port: 22 });
    new HttpHealth(host, 'web', { port: 80, text: 'it\'s `$x` \\ "q"', insecure: true });
    new PoolHealth(host, 'pool', { pool: new ZfsPool(host, 'tank'), allowDegraded: true });
    new CommandHealth(host, 'own', { command: ['sh', '-c', "echo '$HOME' \\; ls *"], says: "it's \\ $well" });
    for (const path of ['hosts/server/health.nix', 'homes/ada-at-laptop/health.nix']) {
      const input = `#!/bin/bash\nset -o errexit\nset -o nounset\nset -o pipefail\n\n${program(app, path)}`;
      let said = '';
      try {
        execFileSync('shellcheck', ['-'], { input, encoding: 'utf8' });
      } catch (error) {
        said = String((error as { stdout: string }).stdout);
      }
      expect(said).toBe('');
    }
  });

  test('of a home asks the systemd of the user', async () => {
    const app = appWith();
    const home = new StandaloneHome(app, 'ada@laptop', { stateVersion: '25.11' });
    new UnitHealth(home, 'syncthing', { steady: 0 });
    machine('syncthing.service', 'active');
    expect((await run(program(app, 'homes/ada-at-laptop/health.nix'))).status).toBe(0);
    expect(calls()[0]).toBe('--user show --property=ActiveState,InvocationID syncthing.service');
  });
});
