import { existsSync, realpathSync } from 'fs';
import { join, relative, resolve } from 'path';
import type { ProjectFacts } from './context';
import { manifestOf } from './manifest';
import { ProgramState, runProgram } from './program';
import { flakeOf, systemsOf } from '../../diff';
import { readConfig } from '../config';
import { lastOutput } from '../diff/sides';
import type { DoctorOptions } from '../doctor-command';
import { flakeInputs } from '../flake-inputs';

/**
 * The project of a folder; undefined where it is in none.
 * @throws UsageError where its configuration is wrong
 */
export function projectFacts(options: DoctorOptions, folder: string): ProjectFacts | undefined {
  const { root, file, output: configured = 'nix-out' } = readConfig(options.config, folder);
  if (file === undefined && options.app === undefined && options.out === undefined) return undefined;
  const named = options.out === undefined ? resolve(root, configured) : resolve(folder, options.out);
  const outdir = existsSync(named) ? realpathSync(named) : named;
  const output = lastOutput(outdir, root);
  const flake = output && flakeOf(output);
  let state: Promise<ProgramState> | undefined;
  return {
    root,
    outdir,
    output,
    manifest: manifestOf(root, relative(root, outdir) || '.'),
    systems: output && flake ? [...systemsOf(output, flake).values()] : [],
    outputs: new Set(flake?.outputs.map(({ path }) => path[0] ?? '')),
    inputs: flakeInputs(join(outdir, 'flake.nix')),
    program: () => (state ??= runProgram(options, folder)),
  };
}
