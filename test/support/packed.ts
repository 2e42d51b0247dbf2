import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cosmo, PACKAGE } from '../cli/cosmo';

/** How a program ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Run a program in a folder, as somebody would who knows nothing of these tests. */
export function run(folder: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Ended {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: folder,
    env: { ...cleanEnv(), ...env },
    encoding: 'utf8',
    timeout: 120_000,
  });
  if (error) throw error;
  // What npm says of itself is none of ours.
  return { code: status, stdout, stderr: stderr.replace(/^npm (warn|notice).*\n/gm, '') };
}

/** The same; fails where the program does. */
export function done(folder: string, command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): string {
  const { code, stdout, stderr } = run(folder, command, args, env);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${stdout}\n${stderr}`);
  return stdout;
}

/** This environment without what the tests, a CI, and an npm that runs them, put into it: on CI, projen installs from a lock file alone. */
function cleanEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^(CI|FORCE_COLOR|COLUMNS|GITHUB_.*|NODE_.*|JEST_.*|COSMO_.*|TS_JEST|INIT_CWD|npm_(package|lifecycle)_.*)$/.test(
          name,
        ),
    ),
  );
}

/** A new folder outside of the repository. */
export function emptyFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'cosmo-new-user-')));
}

/** Whether packages can be installed. On CI they must be. */
export const registryReached: boolean = (() => {
  const { code, stderr } = run(tmpdir(), 'npm', ['view', 'constructs@10.4.2', 'version', '--fetch-retries=1']);
  if (code !== 0 && process.env.CI) throw new Error(`the registry of npm cannot be reached: ${stderr}`);
  return code === 0;
})();

/** `describe` where packages can be installed, and a visibly skipped one elsewhere. */
export const describeWithRegistry: jest.Describe = registryReached ? describe : describe.skip;

/** The package as it would be published: a tarball in a folder of its own. */
export function packed(): string {
  const folder = emptyFolder();
  // Starting the command sees to it that `lib` is what `src` says.
  cosmo(folder, ['--version']);
  done(PACKAGE, 'npm', ['pack', '--ignore-scripts', '--pack-destination', folder]);
  const [name] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
  return join(folder, name!);
}

/** Install what a project needs, with this package in place of the published one. */
export function install(project: string, tarball: string): void {
  done(project, 'npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball]);
}
