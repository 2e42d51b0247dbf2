import { spawnSync } from 'child_process';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'fs';
import { join } from 'path';
import { createInterface } from 'readline';
import { Writable } from 'stream';
import { readAgeFile } from '../../secrets/age-file';
import type { SecretEntryPlan } from '../../secrets/plan';
import { toolError } from '../tool-error';
import { usage } from '../usage-error';

/** File systems that are in memory: tmpfs and ramfs. */
const IN_MEMORY = [0x01021994, 0x858458f6];

/**
 * A secret: from standard input; typed, where that is a terminal; or from an editor.
 * @throws UsageError `SECRET_INPUT` where it is none of the form that is wanted
 */
export async function readPlaintext(secret: SecretEntryPlan, editor: boolean): Promise<Buffer> {
  const terminal = process.stdin.isTTY;
  const simple = secret.content === 'value';
  const given = editor || (terminal && !simple) ? edit(secret) : terminal ? await ask(secret.name) : readInput();
  const plain = withoutLineEnd(given, simple);
  const wrong = problemOf(secret, plain);
  if (wrong !== undefined) throw usage('SECRET_INPUT', wrong, 'nothing was written; give it again');
  return plain;
}

function readInput(): Buffer {
  const chunks: Buffer[] = [];
  const buffer = Buffer.alloc(65536);
  for (;;) {
    let size: number;
    try {
      size = readSync(0, buffer);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EAGAIN') continue;
      if ((error as NodeJS.ErrnoException).code === 'EOF') break;
      throw error;
    }
    if (size === 0) break;
    chunks.push(Buffer.from(buffer.subarray(0, size)));
  }
  return Buffer.concat(chunks);
}

/** What is typed on a line; it is not shown. */
async function ask(name: string): Promise<Buffer> {
  process.stderr.write(`${name} (what you type is not shown): `);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    const line = await new Promise<string | undefined>((done) => {
      reader.once('line', done);
      reader.once('close', () => done(undefined));
      reader.once('SIGINT', () => done(undefined));
    });
    if (line === undefined) throw usage('SECRET_INPUT', 'nothing was typed', 'nothing was written; give it again');
    return Buffer.from(line);
  } finally {
    reader.close();
    process.stderr.write('\n');
  }
}

/** What an editor leaves in a file in memory, which nobody else may see. */
function edit(secret: SecretEntryPlan): Buffer {
  const command = (process.env.VISUAL || process.env.EDITOR || '').split(/\s+/).filter((word) => word !== '');
  if (command.length === 0) {
    throw usage(
      'EDITOR_MISSING',
      'neither VISUAL nor EDITOR names an editor',
      'set EDITOR, or give the secret through a pipe',
    );
  }
  const memory = memoryFolder();
  if (memory === undefined) {
    throw usage('EDITOR_NO_MEMORY', 'there is no folder in memory for the editor', 'give the secret through a pipe');
  }
  const folder = mkdtempSync(join(memory, 'cosmo-secret-'));
  const clean = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', clean);
  // The editor has the terminal: an interrupt is its own.
  const ignore = () => undefined;
  process.on('SIGINT', ignore);
  try {
    const file = join(folder, secret.name);
    closeSync(openSync(file, 'wx', 0o600));
    if (secret.variables.length > 0) writeFileSync(file, secret.variables.map((name) => `${name}=\n`).join(''));
    const { status, error } = spawnSync(command[0]!, [...command.slice(1), file], { stdio: 'inherit' });
    if (error) throw toolError('EDITOR_FAILED', `${command[0]} cannot be run: ${error.message}`, 'correct EDITOR');
    if (status !== 0) throw toolError('EDITOR_FAILED', `${command[0]} ended with ${status}`, 'nothing was written');
    return readFileSync(file);
  } finally {
    process.off('SIGINT', ignore);
    process.off('exit', clean);
    clean();
  }
}

/** A folder whose files are in memory alone; undefined where there is none. */
export function memoryFolder(): string | undefined {
  return [process.env.XDG_RUNTIME_DIR, '/dev/shm'].find((folder) => folder && isInMemory(folder));
}

function isInMemory(folder: string): boolean {
  try {
    return statSync(folder).isDirectory() && IN_MEMORY.includes(statfsSync(folder).type);
  } catch {
    return false;
  }
}

/** A line end after a single line is the terminal's or `echo`'s; several lines stay as they are. */
function withoutLineEnd(given: Buffer, simple: boolean): Buffer {
  if (!simple || given.indexOf(10) < 0 || given.indexOf(10) !== given.length - 1) return given;
  return given.subarray(0, given.at(-2) === 13 ? -2 : -1);
}

function problemOf({ name, content, variables }: SecretEntryPlan, plain: Buffer): string | undefined {
  const text = plain.toString('utf8');
  if (text.trim() === '') return `there is nothing in what was given for ${name}`;
  if (readAgeFile(plain)) return `what was given for ${name} is encrypted already`;
  if (content === 'json') {
    try {
      JSON.parse(text);
    } catch (error) {
      return `what was given for ${name} is no JSON: ${(error as Error).message.replace(/".*"/s, 'text')}`;
    }
  }
  if (content !== 'environment') return undefined;
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const entries = lines.filter((line) => line !== '' && !line.startsWith('#'));
  const wrong = entries.findIndex((line) => !/^[A-Za-z_][A-Za-z0-9_]*=/.test(line));
  if (wrong >= 0) return `${name} is an environment file, and entry ${wrong + 1} is not of the form NAME=value`;
  const names = new Set(entries.map((line) => line.slice(0, line.indexOf('='))));
  const missing = variables.filter((variable) => !names.has(variable));
  return missing.length > 0 ? `${name} lacks ${missing.join(', ')}` : undefined;
}
