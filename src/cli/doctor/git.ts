import { existsSync } from 'fs';
import { join, relative } from 'path';
import type { DoctorCheck, DoctorContext, ProjectFacts } from './context';
import { DoctorFinding, note, warning } from './finding';
import { some } from './some';
import { shellWord } from '../../app/shell';
import { count } from '../style';

/** What git knows of the project: a flake in a repository consists of what is tracked. */
export const git: DoctorCheck = {
  name: 'git',
  run: async (context) => {
    const { project } = context;
    if (!project) return { findings: [] };
    const { root } = project;
    const inside = await context.ask('git', ['rev-parse', '--is-inside-work-tree'], root);
    // The check of tools tells of it.
    if (!inside) return { findings: [] };
    if (inside.stdout.trim() !== 'true') return { findings: [outside()] };
    return { findings: project.output ? await trackedOf(context, project) : [] };
  },
};

async function trackedOf({ ask }: DoctorContext, { root, outdir, manifest }: ProjectFacts): Promise<DoctorFinding[]> {
  const folder = relative(root, outdir) || '.';
  const own = [...manifest.files, ...['cosmo.json', 'flake.lock'].map((name) => join(folder, name))];
  const there = new Set(own.filter((path) => existsSync(join(root, path))));
  const [listed, status] = await Promise.all([
    ask('git', ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--', '.'], root),
    ask('git', ['status', '--porcelain', '-z', '--untracked-files=all', '--', '.'], root),
  ]);
  const ignored = split(listed?.stdout).filter((path) => there.has(path));
  const states = statesOf(status?.stdout, await prefixOf(ask, root));
  const untracked = states.flatMap(([state, path]) => (state === '??' && there.has(path) ? [path] : []));
  const changed = states.filter(([state]) => state !== '??').map(([, path]) => path);
  const why = 'a flake in a repository of git consists of what git tracks: Nix does not see the rest';
  const findings: DoctorFinding[] = [];
  if (ignored.length > 0) {
    findings.push(
      warning('OUTPUT_IGNORED', {
        at: folder,
        what: `git ignores ${count(ignored.length, 'generated file')}: ${some(ignored)}`,
        why,
        mend: `see which rule it is: \`git check-ignore -v ${shellWord(ignored[0]!)}\`, and take it out`,
      }),
    );
  }
  if (untracked.length > 0) {
    findings.push(
      warning('OUTPUT_UNTRACKED', {
        at: folder,
        what: `git does not track ${count(untracked.length, 'generated file')}: ${some(untracked)}`,
        why,
        mend: `\`git add ${shellWord(folder)}\``,
      }),
    );
  }
  if (changed.length > 0) {
    findings.push(
      note('GIT_DIRTY', {
        at: '.',
        what: `${count(changed.length, 'file')} ${changed.length === 1 ? 'is' : 'are'} not committed: ${some(changed)}`,
        why: 'what is deployed from here is in no commit, so that nobody can build it again',
        mend: 'commit before you deploy',
      }),
    );
  }
  return findings;
}

/** What `git status` names is from the top of the repository; what stands above the project begins with it. */
async function prefixOf(ask: DoctorContext['ask'], root: string): Promise<string> {
  return (await ask('git', ['rev-parse', '--show-prefix'], root))?.stdout.trim() ?? '';
}

function statesOf(text: string | undefined, prefix: string): [state: string, path: string][] {
  const found: [string, string][] = [];
  const parts = split(text);
  for (let at = 0; at < parts.length; at++) {
    const [state, path] = [parts[at]!.slice(0, 2), parts[at]!.slice(3)];
    // Of a renamed file the old name follows.
    if (/[RC]/.test(state)) at++;
    if (path.startsWith(prefix)) found.push([state, path.slice(prefix.length)]);
  }
  return found;
}

function split(text: string | undefined): string[] {
  return (text ?? '').split('\0').filter((one) => one !== '');
}

function outside(): DoctorFinding {
  return note('GIT_OUTSIDE', {
    at: '.',
    what: 'the project is in no repository of git',
    why: 'nothing says what was built when, and cosmo diff has no revisions to compare with',
    mend: '`git init && git add .`',
  });
}
