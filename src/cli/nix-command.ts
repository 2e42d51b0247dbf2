import { ChildProcess, spawn, spawnSync } from 'child_process';
import { existsSync } from 'fs';
import { endOf } from './child-end';
import { ToolError, toolError } from './tool-error';

/** Where installers put Nix for all users. */
const USUAL_PLACE = '/nix/var/nix/profiles/default/bin/nix';
/** What Nix still calls experimental, and its owner may not have turned on. */
const FEATURES = ['--extra-experimental-features', 'nix-command flakes'];

/** A version of Nix: major and minor. */
export type NixVersion = readonly [major: number, minor: number];

/**
 * The version of the `nix` on the PATH; the newest thinkable where it does not say.
 * @param why what needs Nix, for who has none
 * @throws ToolError `NIX_MISSING` where there is none
 */
export function nixVersion(why?: string): NixVersion {
  const { stdout, error } = spawnSync('nix', ['--version'], { encoding: 'utf8', env: process.env });
  if (error) throw missing(error, why);
  // `nix (Nix) 2.8.0`, `nix (Lix, like Nix) 2.91.1`, `nix (Determinate Nix 3.6.2) 2.29.0`
  const [, major, minor] = /(\d+)\.(\d+)\S*\s*$/.exec(stdout) ?? [];
  return major === undefined ? [Infinity, 0] : [Number(major), Number(minor)];
}

/** Whether a version is at least another one. */
export function atLeast([major, minor]: NixVersion, [wantedMajor, wantedMinor]: NixVersion): boolean {
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/**
 * Run `nix` with what it calls experimental, in a folder.
 * @param ownStdout whether what it prints goes to standard error
 * @throws ToolError `NIX_MISSING`, `NIX_FAILED`, `NIX_KILLED`
 */
export async function runNix(args: readonly string[], folder: string, ownStdout: boolean): Promise<void> {
  const start = () =>
    spawn('nix', [...FEATURES, ...args], {
      cwd: folder,
      stdio: ['inherit', ownStdout ? 2 : 'inherit', 'inherit'],
    });
  await ending(start, `\`nix ${args.join(' ')}\``);
}

/**
 * Run `nix` with what it calls experimental, in a folder, and give what it prints; its messages are shown.
 * @param called how a message names the call
 * @param why what needs Nix, for who has none
 * @throws ToolError `NIX_MISSING`, `NIX_FAILED`, `NIX_KILLED`
 */
export async function nixOutput(args: readonly string[], folder: string, called: string, why: string): Promise<string> {
  let printed = '';
  const start = () => {
    const child = spawn('nix', [...FEATURES, ...args], { cwd: folder, stdio: ['inherit', 'pipe', 'inherit'] });
    child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
    return child;
  };
  await ending(start, called, why);
  return printed;
}

async function ending(start: () => ChildProcess, called: string, why?: string): Promise<void> {
  let ended: number | NodeJS.Signals;
  try {
    ended = await endOf(start, () => undefined);
  } catch (error) {
    throw missing(error as Error, why);
  }
  if (typeof ended === 'string') {
    throw toolError('NIX_KILLED', `${called} was ended by ${ended}`, 'call the command again');
  }
  if (ended !== 0) {
    throw toolError('NIX_FAILED', `${called} ended with exit code ${ended}`, 'what Nix printed above says why');
  }
}

/** Why `lock` and `update` need Nix. */
const LOCKING = 'the lock file holds hashes of what the inputs are, which Nix alone computes; synth needs no Nix';

function missing(error: Error, why = LOCKING): ToolError {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
    return toolError('NIX_MISSING', `nix cannot be run: ${error.message}`, 'mend its installation');
  }
  if (existsSync(USUAL_PLACE)) {
    return toolError(
      'NIX_MISSING',
      'nix was not found, although it is installed',
      `open a new terminal, or add ${USUAL_PLACE.replace(/\/nix$/, '')} to PATH`,
    );
  }
  return toolError(
    'NIX_MISSING',
    'nix was not found',
    'install Nix (https://nixos.org/download), open a new terminal, and call the command again',
    why,
  );
}
