import { ChildProcess, spawn } from 'child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'fs';
import { join } from 'path';
import { createInterface } from 'readline';
import { cosmo, newProject, PACKAGE, put } from './cosmo';
import { warmUp } from '../../src/cli/watch/warm';

const MAIN = `import { App, NixModule, NixosSystem } from 'cosmo-nix';
import { port } from './port';

const app = new App({ release: '25.11' });
const server = new NixosSystem(app, 'server');
new NixModule(server, 'web', { options: { services: { web: { port } } } });
app.synth();
`;
const port = (value: string) => `export const port = ${value};\n`;
const WEB = 'nix-out/hosts/server/web.nix';

/** A line that the command prints a round. */
interface Line {
  readonly version: number;
  readonly round: number;
  readonly changed: string[];
  readonly ok: boolean;
  readonly findings: { readonly code: string; readonly message: string }[];
  readonly diff?: { readonly same: boolean };
  readonly output?: { readonly created: string[]; readonly changed: string[] };
  readonly error?: { readonly code: string };
}

const running: Watched[] = [];

afterEach(async () => {
  for (const watched of running.splice(0)) await watched.stop('SIGKILL');
});

/** A `cosmo watch` that runs. */
class Watched {
  public readonly child: ChildProcess;
  /** Its folder for temporary files. */
  public readonly temporary = newProject({}, { installed: false });
  public text = '';
  private readonly lines: string[] = [];
  private readonly ended: Promise<readonly [number | null, NodeJS.Signals | null]>;
  private more: () => void;

  constructor(root: string, ...args: string[]) {
    this.more = () => undefined;
    const env = { ...process.env, NO_COLOR: '1', COLUMNS: '200', TMPDIR: this.temporary };
    this.child = spawn(process.execPath, [join(PACKAGE, 'bin/cosmo'), 'watch', ...args], { cwd: root, env });
    this.child.stderr!.setEncoding('utf8').on('data', (text: string) => (this.text += text));
    createInterface({ input: this.child.stdout! }).on('line', (line) => {
      this.text += `${line}\n`;
      this.lines.push(line);
      this.more();
    });
    this.ended = new Promise((done) => this.child.on('close', (code, signal) => done([code, signal])));
    running.push(this);
  }

  /** The next round. */
  public async next(): Promise<Line> {
    await this.until(() => this.lines.length > 0);
    return JSON.parse(this.lines.shift()!) as Line;
  }

  /** The next round for which this holds. */
  public async nextThat(holds: (line: Line) => boolean): Promise<Line> {
    for (;;) {
      const line = await this.next();
      if (holds(line)) return line;
    }
  }

  public async until(holds: () => boolean): Promise<void> {
    const end = Date.now() + 30_000;
    while (!holds()) {
      if (Date.now() > end) throw new Error(`nothing came; what was printed:\n${this.text}`);
      await new Promise<void>((done) => {
        this.more = done;
        setTimeout(done, 100);
      });
    }
  }

  public stop(signal: NodeJS.Signals): Promise<readonly [number | null, NodeJS.Signals | null]> {
    this.child.kill(signal);
    return this.ended;
  }
}

function project(files: Record<string, string> = {}): string {
  return newProject({ 'cosmo.toml': 'app = "main.ts"\n', 'main.ts': MAIN, 'port.ts': port('80'), ...files });
}

jest.setTimeout(60_000);

// Compiles the library, where it is not yet as the sources are.
beforeAll(() => void cosmo(project(), ['--version']), 150_000);

test('what warms up the process that waits goes through, as nobody would be told', () => {
  expect(warmUp).not.toThrow();
});

describe('cosmo watch', () => {
  test('writes at once, and at every change, with the diff', async () => {
    const root = project();
    const watched = new Watched(root, '--json');
    const first = await watched.next();
    expect(first).toMatchObject({ version: 1, round: 1, ok: true, changed: [], findings: [] });
    expect(first.output?.created).toContain('hosts/server/web.nix');

    put(root, { 'port.ts': port('81') });
    const second = await watched.next();
    expect(second).toMatchObject({ round: 2, ok: true, changed: ['port.ts'], diff: { same: false } });
    expect(second.output?.changed).toEqual(['hosts/server/web.nix']);
    expect(readFileSync(join(root, WEB), 'utf8')).toContain('81');
    expect(JSON.stringify(second.diff)).toContain('services.web.port');
  });

  test('goes on after errors: of the text, of a file that is removed, of what is not there yet', async () => {
    const root = project();
    const watched = new Watched(root, '--json');
    await watched.next();

    put(root, { 'port.ts': 'export const port = ;\n' });
    expect(await watched.next()).toMatchObject({ ok: false, findings: [{ code: 'APP_SYNTAX' }] });
    put(root, { 'port.ts': port('82') });
    expect(await watched.next()).toMatchObject({ ok: true, diff: { same: false } });

    rmSync(join(root, 'port.ts'));
    expect(await watched.next()).toMatchObject({ ok: false, findings: [{ code: 'APP_IMPORT' }] });
    expect(readFileSync(join(root, WEB), 'utf8')).toContain('82');
    put(root, { 'port.ts': port('83') });
    await watched.nextThat(({ ok }) => ok);
    expect(readFileSync(join(root, WEB), 'utf8')).toContain('83');

    put(root, { 'main.ts': MAIN.replace('./port', './ports/web') });
    expect(await watched.nextThat(({ changed }) => changed.includes('main.ts'))).toMatchObject({ ok: false });
    put(root, { 'ports/web.ts': port('84') });
    await watched.nextThat(({ ok }) => ok);
    expect(readFileSync(join(root, WEB), 'utf8')).toContain('84');
  });

  test('sees what editors do: files replaced by others, and two changes at once', async () => {
    const root = project();
    const watched = new Watched(root, '--json');
    await watched.next();

    put(root, { '.port.ts.swp': port('85') });
    renameSync(join(root, '.port.ts.swp'), join(root, 'port.ts'));
    await watched.nextThat(({ ok }) => ok);
    expect(readFileSync(join(root, WEB), 'utf8')).toContain('85');

    for (let i = 0; i < 8; i++) {
      put(root, { 'port.ts': port(`${9000 + i}`) });
      await new Promise((done) => setTimeout(done, 40));
    }
    await watched.until(() => readFileSync(join(root, WEB), 'utf8').includes('9007'));
  });

  test('watches what the program reads, cosmo.toml, and nothing that it writes', async () => {
    const root = project({
      'main.ts': `import { readFileSync } from 'fs';\n${MAIN.replace("import { port } from './port';", "const port = Number(readFileSync('port.txt', 'utf8'));")}`,
      'port.txt': '90\n',
      'other.ts': '',
    });
    const watched = new Watched(root, '--json');
    await watched.next();

    put(root, { 'port.txt': '91\n' });
    expect(await watched.next()).toMatchObject({ round: 2, changed: ['port.txt'], ok: true });
    put(root, { 'other.ts': '// Nobody imports it.\n' });
    put(root, { 'cosmo.toml': 'app = "main.ts"\noutput = "flake"\n' });
    expect(await watched.next()).toMatchObject({ round: 3, changed: ['cosmo.toml'], ok: true });
    expect(existsSync(join(root, 'flake/flake.nix'))).toBe(true);
    put(root, { 'cosmo.toml': 'app = \n' });
    expect(await watched.next()).toMatchObject({ ok: false, error: { code: 'CONFIG_SYNTAX' } });
    put(root, { 'cosmo.toml': 'app = "main.ts"\n' });
    expect(await watched.next()).toMatchObject({ round: 5, ok: true });
  });

  test('leaves nothing of a round to the next', async () => {
    const counting = `const slot = globalThis as { rounds?: number };\nslot.rounds = (slot.rounds ?? 0) + 1;\n`;
    const main = MAIN.replace('{ web: { port } }', '{ web: { port, rounds: slot.rounds } }');
    const root = project({ 'main.ts': counting + main });
    const watched = new Watched(root, '--json');
    await watched.next();
    put(root, { 'port.ts': port('81') });
    expect(await watched.next()).toMatchObject({ ok: true });
    expect(readFileSync(join(root, WEB), 'utf8')).toMatch(/port = 81;\s+rounds = 1;/);
  });

  test('ends a program that never ends when it is changed', async () => {
    const root = project();
    const watched = new Watched(root, '--json');
    await watched.next();
    const endless = "writeFileSync('begun', '');\nsetInterval(() => undefined, 1000);\n";
    put(root, { 'port.ts': `import { writeFileSync } from 'fs';\n${port('80')}${endless}` });
    await watched.until(() => existsSync(join(root, 'begun')));
    put(root, { 'port.ts': port('86') });
    expect(await watched.next()).toMatchObject({ ok: false, error: { code: 'ROUND_ENDED' } });
    expect(await watched.next()).toMatchObject({ ok: true });
    expect(readFileSync(join(root, WEB), 'utf8')).toContain('86');
  });

  test('runs a program of another language again', async () => {
    const program = MAIN.replace(/import \{ (.*) \} from '(.*)';/g, "const { $1 } = require('$2');");
    const root = project({
      'cosmo.toml': 'app = "node main.cjs"\n',
      'main.cjs': program.replace("require('./port')", "JSON.parse(require('fs').readFileSync('port.json', 'utf8'))"),
      'port.json': '{ "port": 80 }',
    });
    const watched = new Watched(root, '--json');
    expect(await watched.next()).toMatchObject({ ok: true });
    put(root, { 'port.json': '{ "port": 87 }' });
    expect(await watched.next()).toMatchObject({ ok: true, changed: ['port.json'], round: 2 });
    expect(readFileSync(join(root, WEB), 'utf8')).toContain('87');
  });

  test('tells people: what changed, the diff, findings, and what is written', async () => {
    const root = project();
    const watched = new Watched(root);
    await watched.until(() => watched.text.includes('new ('));
    put(root, { 'port.ts': port('88') });
    await watched.until(() => watched.text.includes('as before ('));
    expect(watched.text).toMatch(/^\d\d:\d\d:\d\d the first round$/m);
    expect(watched.text).toMatch(/^\d\d:\d\d:\d\d port\.ts changed$/m);
    expect(watched.text).toContain('  ~ services.web.port: 80 → 88\n');
    put(root, { 'port.ts': "throw new Error('not today');\n" });
    await watched.until(() => watched.text.includes('waiting for a change'));
    expect(watched.text).toContain('error Error: not today');
    expect(watched.text).toContain('nothing was written.');
  });

  test('with --no-write writes nothing, and compares with what is there', async () => {
    const root = project();
    expect(cosmo(root, ['synth']).code).toBe(0);
    const watched = new Watched(root, '--json', '--no-write');
    expect(await watched.next()).toMatchObject({ ok: true, diff: { same: true } });
    put(root, { 'port.ts': port('89') });
    expect(await watched.next()).toMatchObject({ ok: true, diff: { same: false } });
    expect(readFileSync(join(root, WEB), 'utf8')).toContain('80');
  });

  test.each([
    ['SIGINT', [0, null]],
    ['SIGTERM', [null, 'SIGTERM']],
  ] as const)('ends by %s, and leaves nothing behind', async (signal, ends) => {
    const root = project();
    const watched = new Watched(root, '--json');
    await watched.next();
    // In the middle of a round.
    put(root, { 'port.ts': port('90') });
    await new Promise((done) => setTimeout(done, 30));
    expect(await watched.stop(signal)).toEqual(ends);
    expect(readdirSync(watched.temporary)).toEqual([]);
    expect(readdirSync(join(root, 'nix-out')).filter((name) => name.startsWith('.'))).toEqual([]);
    expect(cosmo(root, ['synth']).code).toBe(0);
  });

  test('a wrong command line ends it at once', () => {
    const { code, stderr } = cosmo(newProject({}), ['watch']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('APP_UNKNOWN')]);
  });
});
