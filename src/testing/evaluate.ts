import { execFileSync } from 'child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { App, CosmoError, System } from '../app';
import { testFolder } from './folders';
import { renderUnchecked } from './rendered';

/** What a flake's outputs evaluate to; see `share/evaluate-flake.nix`. */
export interface EvaluatedFlake {
  /** What each system sets. */
  readonly systems: Record<string, Record<string, any>>;
  /** The names in each output. */
  readonly outputs: Record<string, string[]>;
}

/** What evaluates flakes: a small module system in Nix, shipped with the library. */
const EVALUATOR = join(__dirname, '../../share/evaluate-flake.nix');
const MAX_OUTPUT = 256 * 1024 * 1024;
/** Names to which the evaluation gives a meaning of its own. */
const MEANT = ['_type', '_package', '_unset', 'outPath', '__toString', '__functor', 'type'];

let isThere: boolean | undefined;
let store: string | undefined;

/** Whether Nix is here to evaluate with. */
export function hasNix(): boolean {
  if (isThere !== undefined) return isThere;
  try {
    execFileSync('nix-instantiate', ['--version'], { stdio: 'ignore', env: environment() });
    return (isThere = true);
  } catch {
    return (isThere = false);
  }
}

/**
 * The value of an expression as Nix sees it, through JSON.
 * @throws `NIX_MISSING`; `NIX_EVALUATION` with what Nix says
 */
export function evaluateNix(expression: string): unknown {
  if (!hasNix()) {
    throw new CosmoError({
      code: 'NIX_MISSING',
      message: 'there is no nix-instantiate on the PATH to evaluate with',
      mend: 'install Nix (Debian: nix-bin), or let the assertion pass without it: { skipWithoutNix: true }',
    });
  }
  try {
    const output = execFileSync('nix-instantiate', ['--eval', '--strict', '--json', '-'], {
      input: expression,
      env: environment(),
      encoding: 'utf8',
      stdio: 'pipe',
      maxBuffer: MAX_OUTPUT,
    });
    return JSON.parse(output) as unknown;
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim() || String(error);
    throw new CosmoError({ code: 'NIX_EVALUATION', message: `Nix does not evaluate it:\n${said}` });
  }
}

/**
 * Evaluate the flake in a folder with stand-ins for its inputs: its modules
 * alone, without those of NixOS.
 * @param only the name of the system that is looked at, where it is one
 */
export function evaluateFolder(folder: string, only?: string): EvaluatedFlake {
  const tokens = new Set<string>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.nix')) continue;
    for (const [token] of readFileSync(join(folder, file), 'utf8').matchAll(/[A-Za-z_][A-Za-z0-9_'-]*/g)) {
      tokens.add(token);
    }
  }
  for (const name of MEANT) tokens.delete(name);
  const list = [...tokens].map((token) => JSON.stringify(token)).join(' ');
  const flake = `import ${pathOf(EVALUATOR)} { flake = ${pathOf(folder)}; tokens = [ ${list} ]; }`;
  if (only === undefined) return evaluateNix(flake) as EvaluatedFlake;
  const name = JSON.stringify(only);
  return evaluateNix(
    `let it = ${flake}; in { systems = { inherit (it.systems) ${name}; }; outputs = { }; }`,
  ) as EvaluatedFlake;
}

/** The outputs in which systems stand. */
const SYSTEMS = new Set(['nixosConfigurations', 'darwinConfigurations', 'homeConfigurations']);

/** Evaluate what a System is in its flake: itself, or what it stands in. */
export function evaluateSystem(system: System): EvaluatedFlake {
  for (let at: System | undefined = system; at; at = at.parentSystem) {
    const output = at._outputs().find(({ path }) => SYSTEMS.has(path[0]!));
    if (output) return evaluateApp(App.of(system), output.path[1]);
  }
  return evaluateApp(App.of(system));
}

/** Evaluate the flake of an app. */
export function evaluateApp(app: App, only?: string): EvaluatedFlake {
  const folder = testFolder();
  for (const [path, { content }] of renderUnchecked(app).files) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
  return evaluateFolder(folder, only);
}

/** A path as an expression, whatever is in it. */
function pathOf(path: string): string {
  return `(/. + ${JSON.stringify(path).replace(/\$\{/g, '\\${')})`;
}

/** A store of the test's own, so that Nix needs neither a daemon nor `/nix`. */
function environment(): NodeJS.ProcessEnv {
  if (store === undefined || !existsSync(store)) store = testFolder();
  return { ...process.env, NIX_REMOTE: `local?root=${store}`, NIX_PATH: '' };
}
