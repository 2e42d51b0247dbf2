import { existsSync } from 'fs';
import { join, relative } from 'path';
import type { DoctorCheck, ProjectFacts } from './context';
import { DoctorFinding, error, note, warning } from './finding';
import { some } from './some';
import { libraryOf } from './versions';
import { isNewer, UNRELEASED } from '../../app/version';
import { sameFile } from '../../diff/output';
import { count } from '../style';

/** The output: whether it is there, whole, as it was written, and what the program would write now. */
export const output: DoctorCheck = {
  name: 'output',
  run: async (context) => {
    const { project } = context;
    if (!project) return { findings: [] };
    const state = await project.program();
    const written = state.rendered?.outdir;
    if (
      !project.output &&
      written !== undefined &&
      written !== project.outdir &&
      existsSync(join(written, 'cosmo.json'))
    ) {
      return { findings: [elsewhere(relative(project.root, written))] };
    }
    const own = libraryOf(context);
    const standing = [...standingOf(project), ...newer(project, own)];
    const { release } = project.manifest;
    const facts: Record<string, string> = release === undefined ? {} : { 'cosmo-nix of the output': release };
    if (state.failure) return { findings: [...standing, failed(state.failure)], facts };
    const errors = (state.findings ?? []).filter(({ severity }) => severity === 'error').length;
    if (errors > 0) return { findings: [...standing, broken(errors)], facts };
    return { findings: [...standing, ...(project.output ? stale(project, state.rendered, own) : [])], facts };
  },
};

/** An output that a newer release wrote than the one that the program runs on. */
function newer({ root, outdir, manifest: { release } }: ProjectFacts, own: string): DoctorFinding[] {
  if (release === undefined || own === UNRELEASED || !isNewer(release, own)) return [];
  return [
    warning('OUTPUT_NEWER', {
      at: relative(root, outdir) || '.',
      what: `cosmo-nix ${release} wrote it, and this is ${own}`,
      why: 'synth refuses to take out again what the newer one wrote',
      mend: `install what the project asks for: \`npm ci\`, or the newer one: \`npm install cosmo-nix@${release}\``,
    }),
  ];
}

function elsewhere(at: string): DoctorFinding {
  return note('OUTPUT_ELSEWHERE', {
    at,
    what: 'the program names its output folder itself, which was not looked at',
    mend: `name it in cosmo.toml, \`output = "${at}"\`, or look at it with \`cosmo doctor --out ${at}\``,
  });
}

function standingOf({ root, outdir, manifest, output: last }: ProjectFacts): DoctorFinding[] {
  const at = relative(root, outdir) || '.';
  const { problem, missing, edited } = manifest;
  if (problem) {
    return [
      error('OUTPUT_MANIFEST', { at: `${at}/cosmo.json`, what: problem.problem, why: problem.why, mend: problem.mend }),
    ];
  }
  if (!last) {
    return [note('OUTPUT_MISSING', { at, what: 'there is no output yet', mend: 'write the flake: `cosmo synth`' })];
  }
  const findings: DoctorFinding[] = [];
  if (missing.length > 0) {
    findings.push(
      error('OUTPUT_INCOMPLETE', {
        at,
        what: `${count(missing.length, 'generated file')} ${missing.length === 1 ? 'is' : 'are'} gone: ${some(missing)}`,
        why: 'the flake imports them, and does not evaluate',
        mend: 'write them again: `cosmo synth`',
      }),
    );
  }
  if (edited.length > 0) {
    findings.push(
      warning('OUTPUT_EDITED', {
        at,
        what: `${count(edited.length, 'generated file')} ${edited.length === 1 ? 'was' : 'were'} edited by hand: ${some(edited)}`,
        why: 'synth refuses to overwrite them, so that nothing is lost',
        mend: 'bring the change into the program, then `cosmo synth --force`',
      }),
    );
  }
  return findings;
}

function stale(project: ProjectFacts, rendered: CheckRendered, own: string): DoctorFinding[] {
  const { root, outdir, output: last, manifest } = project;
  if (!rendered || !last) return [];
  const changed = [...differing(last.files, rendered.files), ...differing(last.projectFiles, rendered.projectFiles)];
  if (changed.length === 0) return [];
  const { release } = manifest;
  const by = release === undefined || release === own ? '' : `; cosmo-nix ${release} wrote it, and this is ${own}`;
  return [
    warning('OUTPUT_NOT_CURRENT', {
      at: relative(root, outdir) || '.',
      what: `synth would change ${count(changed.length, 'file')}: ${some(changed)}${by}`,
      why: 'what is built is not what the program says',
      mend: 'see what changes: `cosmo diff`, and write it: `cosmo synth`',
    }),
  ];
}

type CheckRendered = Awaited<ReturnType<ProjectFacts['program']>>['rendered'];
type Files = ProjectFacts['output'] & object extends { files: infer T } ? T : never;

function differing(before: Files, after: Files): string[] {
  const all = new Set([...before.keys(), ...after.keys()]);
  all.delete('flake.lock');
  return [...all].filter((path) => !sameFile(before.get(path), after.get(path))).sort();
}

function failed({ code, message, mend }: { code: string; message: string; mend?: string }): DoctorFinding {
  return error('PROGRAM_FAILED', {
    at: "the estate's program",
    what: `it cannot be run (${code}): ${message}`,
    mend: mend ?? 'see where: `cosmo check`',
  });
}

function broken(errors: number): DoctorFinding {
  return error('ESTATE_ERRORS', {
    at: "the estate's program",
    what: `the estate has ${count(errors, 'error')}`,
    why: 'synth writes nothing while there are any',
    mend: 'see them: `cosmo check`',
  });
}
