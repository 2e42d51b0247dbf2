import { spawn, spawnSync } from 'child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'fs';
import { homedir, tmpdir } from 'os';
import { dirname, join, resolve } from 'path';
import type { RecipientPlan } from '../../secrets/plan';
import { opensshSeed } from '../../secrets/ssh-key-pair';
import { seedToAgeIdentity } from '../../secrets/ssh-to-age';
import { endOf } from '../child-end';
import { toolError } from '../tool-error';
import { usage } from '../usage-error';

const INSTALL = {
  age: 'install age (nix shell nixpkgs#age), and call the command again',
  sops: 'install sops, 3.9 or newer (nix shell nixpkgs#sops), and call the command again',
};

/** Encrypt bytes by age, which gets them through a pipe. */
export function encryptByAge(plain: Uint8Array, recipients: readonly RecipientPlan[], armored: boolean): Buffer {
  const keys = recipients.filter(({ pgp }) => !pgp).flatMap(({ key }) => ['-r', key]);
  return runAge(['--encrypt', ...(armored ? ['--armor'] : []), ...keys], plain);
}

/** Decrypt an age file into memory. */
export function decryptByAge(file: string, identities: readonly string[]): Buffer {
  return runAge(['--decrypt', ...identities.flatMap((path) => ['-i', path])], readFileSync(file));
}

function runAge(args: readonly string[], input: Uint8Array): Buffer {
  for (const tool of ['age', 'rage']) {
    const out = run(tool, args, input);
    if (out) return out;
  }
  throw toolError('AGE_MISSING', 'neither age nor rage was found', INSTALL.age);
}

/** Run sops on a file that is encrypted; what it decrypts comes through a pipe. */
export function runSops(args: readonly string[], identities: readonly string[] = []): Buffer {
  const out = run('sops', args, undefined, sopsEnvironment(identities));
  if (out) return out;
  throw sopsMissing();
}

/**
 * Run sops on bytes. It opens its input by name, which for the end of a pipe
 * that Node makes (a socket) is refused; so it is given one that has a name,
 * in a folder that nobody else sees. What goes through it is on no disk.
 */
export async function pipeToSops(args: readonly string[], input: Uint8Array): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'cosmo-pipe-'));
  const pipe = join(folder, 'plain');
  try {
    if (run('mkfifo', ['-m', '600', pipe]) === undefined) {
      throw toolError('TOOL_FAILED', 'mkfifo was not found', 'install coreutils');
    }
    const writer = spawn('tee', [pipe], { stdio: ['pipe', 'ignore', 'ignore'] });
    writer.on('error', () => undefined);
    writer.stdin.on('error', () => undefined); // sops may end before it has read all.
    writer.stdin.end(input);
    const chunks: Buffer[] = [];
    const start = () => {
      const sops = spawn('sops', [...args, pipe], { stdio: ['ignore', 'pipe', 'inherit'] });
      sops.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
      return sops;
    };
    try {
      const ended = await endOf(start, () => rmSync(folder, { recursive: true, force: true }));
      if (ended !== 0) throw failed('sops', `ended with ${ended}`);
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? sopsMissing() : error;
    } finally {
      writer.kill();
    }
    return Buffer.concat(chunks);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function sopsMissing(): Error {
  return toolError('SOPS_MISSING', 'sops was not found', INSTALL.sops);
}

function failed(tool: string, how: string): Error {
  return toolError('TOOL_FAILED', `${tool} ${how}`, 'what it printed above says why; nothing was changed');
}

/** The output of a program; undefined where there is no such program. */
function run(tool: string, args: readonly string[], input?: Uint8Array, env = process.env): Buffer | undefined {
  const { status, signal, stdout, error } = spawnSync(tool, args, {
    input,
    env,
    // age asks for passphrases at the terminal itself; sops must have one for its helpers.
    stdio: [input === undefined ? 'inherit' : 'pipe', 'pipe', 'inherit'],
    maxBuffer: 1024 ** 3,
  });
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return undefined;
  if (error) throw toolError('TOOL_FAILED', `${tool} cannot be run: ${error.message}`, 'mend its installation');
  if (status !== 0) {
    throw failed(tool, signal ? `was ended by ${signal}` : `ended with exit code ${status}`);
  }
  return stdout;
}

/** The private keys to decrypt with: those that are given, or those at the usual places. */
export function identitiesOf(given: readonly string[] | undefined, home: string = homedir()): string[] {
  for (const path of given ?? []) {
    if (!existsSync(path)) throw usage('IDENTITY_MISSING', `there is no ${path}`, 'correct the path after --identity');
  }
  if (given) return given.map((path) => resolve(path));
  return ['.ssh/id_ed25519', '.ssh/id_rsa', '.config/age/keys.txt']
    .map((path) => join(home, path))
    .filter((path) => existsSync(path));
}

/** sops knows keys of age alone: SSH keys without a passphrase are given to it as those that stand for them. */
function sopsEnvironment(identities: readonly string[]): NodeJS.ProcessEnv {
  const keys = identities.flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    const seed = opensshSeed(text);
    return seed ? [seedToAgeIdentity(seed)] : (text.match(/^AGE-SECRET-KEY-\S+$/gm) ?? []);
  });
  if (keys.length === 0) return process.env;
  return { ...process.env, SOPS_AGE_KEY: [process.env.SOPS_AGE_KEY, ...keys].filter(Boolean).join('\n') };
}

/** Write a file as a whole, or not at all. */
export function replaceFile(path: string, content: Uint8Array | string): void {
  mkdirSync(dirname(path), { recursive: true });
  const fresh = `${path}.${process.pid}.new`;
  try {
    writeFileSync(fresh, content, { flag: 'wx', mode: 0o644 });
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
}
