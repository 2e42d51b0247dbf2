import { readFileSync } from 'fs';
/** @ts-ignore projen is an optional peer: who lacks it has no use for these types */
import { DependencyType, JsonFile, Project, typescript } from 'projen';
import { NODE_VERSION, TYPESCRIPT_VERSION } from './defaults';
import { cosmoVersion } from './samples';
import { VERSIONS } from '../init';

/** What comes from npm for a program in another language. */
interface NodeToolsOptions {
  /** The command: `cosmo-nix`, with its version where the project says one. */
  readonly cosmo: string;
  /** Whether the project is described in `.projenrc.ts`. */
  readonly isTyped: boolean;
}

/** Where the types of `.projenrc.ts` are checked. */
const TSCONFIG = 'tsconfig.projen.json';

/** Whether a dependency is Cosmo. */
export function isCosmo(dependency: string): boolean {
  return /^cosmo-nix(@|$)/.test(dependency);
}

/** Give a project of another language what it needs of npm: the command, projen, and what runs `.projenrc.ts`. */
export function addNodeTools(project: Project, { cosmo, isTyped }: NodeToolsOptions): void {
  const tools = [cosmo.includes('@') ? cosmo : `cosmo-nix@^${cosmoVersion()}`, `constructs@${VERSIONS.constructs}`];
  if (!project.ejected) {
    tools.push(`projen@^${projenVersion()}`);
    if (isTyped) tools.push('@types/node@^20', 'tsx@^4', `typescript@${TYPESCRIPT_VERSION}`);
  }
  for (const tool of tools) project.deps.addDependency(tool, DependencyType.BUILD);
  if (isTyped) addProjenrc(project);
  new JsonFile(project, 'package.json', {
    // npm writes it, too.
    readonly: false,
    obj: () => ({
      name: project.name,
      version: '0.0.0',
      private: true,
      scripts: scriptsOf(project),
      devDependencies: Object.fromEntries(
        project.deps.all
          .filter(({ type }) => type === DependencyType.BUILD)
          .map(({ name, version }) => [name, version]),
      ),
      engines: { node: `>= ${NODE_VERSION}` },
    }),
  });
}

/** The tasks as scripts of npm, which runs one of the name `install` by itself. */
function scriptsOf(project: Project): Record<string, string> {
  const names = project.tasks.all.map(({ name }) => name).filter((name) => name !== 'install');
  if (project.ejected) return Object.fromEntries(names.map((name) => [name, `node scripts/run-task.cjs ${name}`]));
  return { ...Object.fromEntries(names.map((name) => [name, `projen ${name}`])), projen: 'projen' };
}

function addProjenrc(project: Project): void {
  const { tsconfig, filePath } = new typescript.ProjenrcTs(project, { tsconfigFileName: TSCONFIG });
  const options = {
    target: 'ES2022',
    lib: ['es2022'],
    module: 'node16',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
  };
  tsconfig.removeInclude('**/*.ts');
  tsconfig.file.addOverride('compilerOptions', { ...options, types: ['node'] });
  project.defaultTask?.reset('tsc', { args: ['-p', TSCONFIG] });
  project.defaultTask?.exec(`tsx --tsconfig ${TSCONFIG} ${filePath}`);
}

/** The version of projen that makes the project. */
function projenVersion(): string {
  return (JSON.parse(readFileSync(require.resolve('projen/package.json'), 'utf8')) as { version: string }).version;
}
