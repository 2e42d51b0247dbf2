import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { cosmo, cosmoUntil, newProject, put, Ran, SMALL, withoutPlaces } from './cosmo';

const PROGRAM = `const { App, Claims, ClaimKind, Diagnostics, NixosSystem } = require('cosmo-nix');
const app = new App({ release: '25.11' });
const server = new NixosSystem(app, 'server');
`;

/** Run a command as the program; these files stand beside it. */
function run(app: string, files: Record<string, string> = {}, args: string[] = []): Ran & { root: string } {
  const root = newProject({ 'cosmo.toml': `app = ${JSON.stringify(app)}\n`, ...files });
  return { root, ...cosmo(root, ['synth', ...args]) };
}

describe('a command', () => {
  test('runs in the root, finds its orders in the environment, and is told of as a program in the same process', () => {
    const root = newProject({
      'cosmo.toml': 'app = "node other.js one"\noutput = "there"\n',
      'other.js': `${PROGRAM}console.log(process.argv[2], process.cwd());\napp.synth();\n`,
      'sub/x': '',
    });
    const first = cosmo(join(root, 'sub'), ['synth']);
    expect([first.code, first.stderr]).toEqual([0, '']);
    expect(first.stdout).toMatch(new RegExp(`^one ${root}\n {2}\\+ flake-module.nix\n`));
    expect(first.stdout).toContain('1 system in');
    expect(existsSync(join(root, 'there/flake.nix'))).toBe(true);
    expect(cosmo(root, ['synth']).stdout).toContain('nothing changed');
  });

  test('in any language leaves a report that is printed', () => {
    const result = {
      outdir: '/x/out',
      systems: ['a', 'b'],
      created: ['f.nix'],
      changed: [],
      removed: [],
      unchanged: 2,
    };
    const report = JSON.stringify({ results: [{ ...result, left: [], edited: [], diagnostics: [] }] });
    const { code, stdout } = run('sh main.sh', {
      'main.sh': `echo '${report}' > "$COSMO_REPORT"\necho "$COSMO_ROOT"\n`,
    });
    expect(code).toBe(0);
    expect(stdout).toContain('  + f.nix\n2 systems in 3 files in');
  });

  test('prints to standard error where standard output is for JSON', () => {
    const { code, stdout, stderr } = run(
      'node other.js',
      { 'other.js': `console.log('hi');\n${PROGRAM}app.synth();\n` },
      ['--json'],
    );
    expect(code).toBe(0);
    expect((JSON.parse(stdout) as { systems: string[] }).systems).toEqual(['nixosConfigurations.server']);
    expect(stderr).toBe('hi\n');
  });

  test('has its findings printed as those of a program in the same process', () => {
    const failing = `${PROGRAM}Claims.of(server).add({ kind: ClaimKind.MAC_ADDRESS, value: '52:54:00:00:00:01' });
Claims.of(new NixosSystem(app, 'two')).add({ kind: ClaimKind.MAC_ADDRESS, value: '52:54:00:00:00:01' });
Diagnostics.of(server).warning({ code: 'SO_SO', message: 'not ideal' });
app.synth();
`;
    const outside = run('node other.js', { 'other.js': failing });
    const inside = run('other.js', { 'other.js': failing });
    expect(outside).toMatchObject({ code: 1, stdout: '', stderr: withoutPlaces(inside.stderr) });
    expect(outside.stderr).toMatch(
      /^error MAC_ADDRESS_TAKEN: [^]*warning SO_SO[^]*1 error, 1 warning; nothing was written\.\ncosmo explain MAC_ADDRESS_TAKEN says more\n$/,
    );
  });

  test('has its warnings printed', () => {
    const { code, stderr } = run('node other.js', {
      'other.js': `${PROGRAM}Diagnostics.of(server).warning({ code: 'SO_SO', message: 'not ideal' });\napp.synth();\n`,
    });
    expect([code, stderr]).toEqual([0, '\nwarning SO_SO: not ideal\n  at server\n']);
  });

  test('that may not write ends with 3', () => {
    const { code, stderr } = run('node other.js', { 'other.js': `${PROGRAM}app.synth();\n`, 'nix-out': 'mine' });
    expect(code).toBe(3);
    expect(stderr).toMatch(/^error WRITE_/);
  });

  test('is given --force and --out', () => {
    const root = newProject({ 'cosmo.toml': 'app = "node other.js"\n', 'other.js': `${PROGRAM}app.synth();\n` });
    cosmo(root, ['synth', '--out', 'x']);
    put(root, { 'x/flake.nix': 'edited' });
    expect(cosmo(root, ['synth', '--out', 'x']).code).toBe(3);
    const forced = cosmo(root, ['synth', '--out', 'x', '--force']);
    expect(forced.code).toBe(0);
    expect(forced.stdout).toContain('overwritten as --force asked: flake.nix');
    expect(readFileSync(join(root, 'x/flake.nix'), 'utf8')).not.toBe('edited');
  });

  test('that makes two Apps is refused', () => {
    const { code, stderr } = run('node other.js', { 'other.js': `${PROGRAM}app.synth();\nnew App();\n` });
    expect(code).toBe(1);
    expect(stderr).toContain('APP_SEVERAL');
    expect(stderr).toContain('what it had synthesized before stands');
  });

  test('shows the line of a Python program whose report says why it failed', () => {
    const trace =
      'Traceback (most recent call last):\n  File "$COSMO_ROOT/main.py", line 2, in <module>\n  File "/usr/lib/python3/site-packages/x.py", line 9';
    const report = JSON.stringify({
      results: [],
      error: { code: 'X_BAD', message: 'X_BAD: bad', problem: 'bad', path: 'server' },
    });
    const { code, stderr } = run('sh fake.sh', {
      'main.py': 'import x\nbad()\n',
      'fake.sh': `echo '${report}' > "$COSMO_REPORT"\nprintf '${trace.replace('$COSMO_ROOT', '%s')}' "$COSMO_ROOT" >&2\nexit 1\n`,
    });
    expect(code).toBe(1);
    expect(stderr).toBe(
      'error X_BAD: bad\n  at server\n  in main.py:2\n     2 | bad()\n\nThe program failed; nothing was written.\n',
    );
  });
});

describe('a command that fails', () => {
  test.each([
    ['by its exit code', 'node -e "process.exit(7)"', 1, 'ended with exit code 7', 'nothing was written'],
    [
      'because there is none',
      'no-such-command main.x',
      2,
      'a command in it was not found',
      'is no-such-command installed',
    ],
    ['because its file is no command', 'main.py', 2, 'a command in it was not found', '"python3 main.py"'],
    ['because its file may not be executed', './main.py', 2, 'may not be executed', 'chmod +x ./main.py'],
    ['because it does not synthesize', 'node -e 1', 1, 'APP_NO_SYNTH', 'call app.synth() at its end'],
    ['because it is killed', 'node -e "process.kill(process.pid, \'SIGKILL\')"', 1, 'was ended by SIGKILL', ''],
    ['because it is killed within a shell', 'kill -9 $$; true', 1, 'was ended by SIGKILL', ''],
  ])('%s', (_what, app, expected, message, mend) => {
    const { code, stdout, stderr, root } = run(app, { 'main.py': '' });
    expect([code, stdout]).toEqual([expected, '']);
    expect(stderr).toContain(message);
    expect(stderr).toContain(mend);
    expect(existsSync(join(root, 'nix-out'))).toBe(false);
  });

  test('has what it printed on its standard error shown', () => {
    const { stderr } = run('sh main.sh', { 'main.sh': 'echo "what went wrong" >&2\nexit 1\n' });
    expect(stderr).toMatch(/^what went wrong\n[^]*ended with exit code 1\n/);
  });

  test('with half a report is one that did not synthesize', () => {
    const { code, stderr } = run('sh main.sh', { 'main.sh': `printf '{"results": [' > "$COSMO_REPORT"\n` });
    expect(code).toBe(1);
    expect(stderr).toContain('APP_NO_SYNTH');
  });

  test('because it is cosmo synth itself is told so, and does not run forever', () => {
    const { code, stderr } = run(`"${process.execPath}" node_modules/cosmo-nix/bin/cosmo synth`);
    expect(code).not.toBe(0);
    expect(stderr).toContain('APP_RECURSION');
  });
});

describe('an interrupt', () => {
  test('ends a program in the same process as it ends any process', async () => {
    const root = newProject({
      'main.ts': `console.log('ready');\nawait new Promise((done) => setTimeout(done, 30_000));\n${SMALL}`,
    });
    const ran = await cosmoUntil(root, ['synth', '-a', 'main.ts'], 'ready', (pid) => process.kill(pid, 'SIGINT'));
    expect([ran.code, ran.signal]).toEqual([null, 'SIGINT']);
    expect(existsSync(join(root, 'nix-out'))).toBe(false);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('goes on to a command (%s), and nothing stays behind', async (signal) => {
    const root = newProject({
      'slow.js': `console.log('ready ' + process.pid);\nsetTimeout(() => {}, 30_000);\n`,
      'tmp/x': '',
    });
    const env = { TMPDIR: join(root, 'tmp') };
    const ran = await cosmoUntil(
      root,
      ['synth', '-a', 'exec node slow.js'],
      'ready',
      (pid) => process.kill(pid, signal),
      env,
    );
    expect([ran.code, ran.signal]).toEqual([null, signal]);
    expect(readdirSync(join(root, 'tmp')).filter((name) => name.startsWith('cosmo-'))).toEqual([]);
    expect(() => process.kill(Number(/ready (\d+)/.exec(ran.stdout)![1]), 0)).toThrow('ESRCH');
  });
});

test('what a slow command prints on its standard error is shown while it runs', async () => {
  const root = newProject({ 'slow.js': `process.stderr.write('working\\n');\nsetTimeout(() => {}, 30_000);\n` });
  const args = ['synth', '-a', 'exec node slow.js'];
  const ran = await cosmoUntil(root, args, 'working', (pid) => process.kill(pid, 'SIGTERM'));
  expect(ran).toMatchObject({ signal: 'SIGTERM', stderr: 'working\n' });
});
