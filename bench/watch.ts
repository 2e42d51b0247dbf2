import { spawn } from 'child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'fs';
import { join, resolve } from 'path';
import { createInterface } from 'readline';

/**
 * Prints how long `cosmo watch` takes from a change of the reference estate to its being written and told, in
 * milliseconds: the median of several. Each changes the time zone of all hosts.
 */
const [, , folder, runs] = process.argv;

const ZONES = ['Europe/Berlin', 'Europe/Paris'];

/** What one line of `cosmo watch --json` says. */
interface Told {
  readonly ok: boolean;
  readonly diff?: { readonly same: boolean };
}

async function main(): Promise<void> {
  const repository = resolve(__dirname, '..');
  const root = join(folder!, 'watch');
  rmSync(root, { recursive: true, force: true });
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  symlinkSync(repository, join(root, 'node_modules', 'cosmo-nix'));
  symlinkSync(join(repository, 'node_modules', 'constructs'), join(root, 'node_modules', 'constructs'));
  for (const path of ['cosmo.toml', 'examples/cosmo', 'nix-out']) {
    cpSync(join(repository, path), join(root, path), { recursive: true });
  }
  const file = join(root, 'examples', 'cosmo', 'owner.ts');
  const text = readFileSync(file, 'utf8');
  const cosmo = spawn(process.execPath, [join(repository, 'bin', 'cosmo'), 'watch', '--json'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: cosmo.stdout })[Symbol.asyncIterator]();
  const next = async () => JSON.parse((await lines.next()).value as string) as Told;
  await next();
  const times: number[] = [];
  for (let i = 0; i < Number(runs); i++) {
    // The next process loads the library meanwhile, as it does while somebody types.
    await new Promise((done) => setTimeout(done, 1500));
    const changed = text.replace(/timeZone: '[^']*'/, `timeZone: '${ZONES[i % ZONES.length]}'`);
    if (changed === text) throw new Error(`${file} has no time zone to change`);
    const start = process.hrtime.bigint();
    writeFileSync(file, changed);
    const { ok, diff } = await next();
    times.push(Number(process.hrtime.bigint() - start) / 1e6);
    if (!ok || diff?.same !== false) throw new Error('the change was not told');
  }
  cosmo.kill('SIGINT');
  await new Promise((done) => cosmo.on('close', done));
  rmSync(root, { recursive: true, force: true });
  console.log(times.sort((a, b) => a - b)[Math.floor(times.length / 2)]);
}

void main();
