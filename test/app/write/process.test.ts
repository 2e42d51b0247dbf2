import { ChildProcess, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import * as ts from 'typescript';
import { newRoot, output, tree, write } from './support';
import { recoverOutput } from '../../../src/app/write';

/*
 * Real processes. They run the write from JavaScript made once for all of them,
 * so that each starts in a few hundredths of a second.
 */

const A = contents('A');
const B = contents('B');

/** Two outputs with everything between them: created, changed, removed and same files, type changes. */
function contents(of: 'A' | 'B'): Record<string, string> {
  const made: Record<string, string> = { [`only-${of}/deep/file`]: of, same: 'same', size: of.repeat(100_000) };
  for (let n = 0; n < 40; n++) made[`hosts/h${n}/default.nix`] = `${of} ${n}`;
  return of === 'A' ? { ...made, turn: of } : { ...made, 'turn/ed': of };
}

let script: string;
beforeAll(() => {
  const folder = newRoot();
  const source = join(__dirname, '../../../src');
  for (const path of [
    'app/error.ts',
    'app/host-lines.ts',
    'app/refusals.ts',
    'app/version.ts',
    'nix/error.ts',
    'nix/foreign.ts',
    ...fs.readdirSync(join(source, 'app/write')).map((name) => `app/write/${name}`),
  ]) {
    const { outputText } = ts.transpileModule(fs.readFileSync(join(source, path), 'utf8'), {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
    });
    const to = join(folder, path.replace(/ts$/, 'js'));
    fs.mkdirSync(dirname(to), { recursive: true });
    fs.writeFileSync(to, outputText);
  }
  script = join(folder, 'child.js');
  fs.writeFileSync(
    script,
    `const { writeOutput } = require('./app/write');
     const [root, times, ...outputs] = process.argv.slice(2);
     const maps = outputs.map((text) => new Map(JSON.parse(text).map(([path, content]) => [path, { content, owner: '' }])));
     process.stdout.write('ready');
     for (let n = 0; n < Number(times); n++) writeOutput({ root, outdir: 'nix-out', files: maps[n % maps.length] });`,
  );
});

/** The child stands in a folder of its own, without packages beside it. */
const env = { ...process.env, NODE_PATH: join(__dirname, '../../../node_modules') };

function start(root: string, times: number, ...outputs: Record<string, string>[]): ChildProcess {
  const texts = outputs.map((of) => JSON.stringify(Object.entries(of)));
  return spawn(process.execPath, [script, root, `${times}`, ...texts], { stdio: ['ignore', 'pipe', 'pipe'], env });
}

const ended = async (child: ChildProcess) =>
  new Promise<{ code: number | null; said: string }>((resolve) => {
    let said = '';
    child.stderr!.on('data', (text) => (said += text));
    child.on('close', (code) => resolve({ code, said }));
  });

test('a process killed at any moment leaves the whole old or the whole new output', async () => {
  const small = (of: Record<string, string>) => ({ ...of, size: of.size.slice(0, 1000) });
  const [a, b] = [small(A), small(B)];
  const seen: Record<string, number> = {};
  const deadline = Date.now() + 2000;
  const root = newRoot();
  write(root, a);
  for (let run = 0; run < 60 && (Date.now() < deadline || run < 10); run++) {
    const child = start(root, 1_000_000, b, a);
    const end = ended(child);
    await new Promise((resolve) => child.stdout!.once('data', resolve));
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 25));
    child.kill('SIGKILL');
    await end;
    const interrupted = fs.existsSync(join(root, 'nix-out/.cosmo'));
    // Half of the runs by recovery alone, half by the next write.
    if (run % 2 === 0) {
      seen[recoverOutput('nix-out', root)] = 1;
      const is = output(join(root, 'nix-out'));
      expect(is).toEqual('turn' in is ? a : b);
    } else {
      write(root, run % 4 === 1 ? a : b);
      expect(output(join(root, 'nix-out'))).toEqual(run % 4 === 1 ? a : b);
    }
    expect(Object.keys(tree(root)).filter((path) => path.includes('.cosmo'))).toEqual([]);
    seen[interrupted ? 'interrupted' : 'between'] = 1;
  }
  expect(seen).toMatchObject({ interrupted: 1 });
}, 30_000);

test('two processes at once take turns', async () => {
  const root = newRoot();
  const mine = { 'flake.nix': 'mine', 'mine/a': '1' };
  const theirs = { 'flake.nix': 'theirs', 'theirs/a': '1' };
  const ends = await Promise.all([start(root, 60, mine, A), start(root, 60, theirs, B)].map(ended));
  expect(ends).toEqual([
    { code: 0, said: '' },
    { code: 0, said: '' },
  ]);
  const is = output(join(root, 'nix-out'));
  expect(is).toEqual('turn' in is ? A : B);
  expect(fs.existsSync(join(root, 'nix-out/.cosmo'))).toBe(false);
}, 30_000);

test('many that find the lock of one who is gone do not take it from each other', async () => {
  for (let round = 0; round < 3; round++) {
    const root = newRoot();
    write(root, {});
    fs.mkdirSync(join(root, 'nix-out/.cosmo'));
    const killed = start(root, 0);
    await ended(killed);
    const left = { token: 'left', pid: killed.pid, host: hostname(), since: '' };
    fs.writeFileSync(join(root, 'nix-out/.cosmo/lock'), JSON.stringify(left));
    const ends = await Promise.all([A, B, A, B].map(async (of) => ended(start(root, 5, of))));
    expect(ends.map(({ said }) => said)).toEqual(['', '', '', '']);
    const is = output(join(root, 'nix-out'));
    expect(is).toEqual('turn' in is ? A : B);
  }
}, 30_000);
