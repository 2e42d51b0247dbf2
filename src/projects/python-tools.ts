/** @ts-ignore projen is an optional peer: who lacks it has no use for these types */
import { build, github, python } from 'projen';
import { NODE_VERSION } from './defaults';

/** The virtual environment, unless the project says otherwise. */
export const VENV = '.venv';

/** The Python that workflows have. */
const PYTHON_VERSION = '3.x';

/** Have the tasks find what is installed, and `install` bring what is needed from npm and PyPI. */
export function installEverything(project: python.PythonProject, envdir: string): void {
  // Without the `python` that projen asks: Debian has python3 alone.
  project.tasks.addEnvironment('VIRTUAL_ENV', `$(echo "$PWD/${envdir}")`);
  project.tasks.addEnvironment('PATH', `$(echo "$PWD/${envdir}/bin:$PWD/node_modules/.bin:$PATH")`);
  const install = project.tasks.tryFind('install')!;
  install.reset('npm install', { name: 'command and projen' });
  install.exec(pipInstall());
}

/**
 * Have `upgrade` take newer versions of everything.
 * @param named what comes from npm, and from no other version on than that which is there
 */
export function addUpgrade(project: python.PythonProject, named: readonly string[]): void {
  const after = project.addTask('post-upgrade', { description: 'Runs after upgrading dependencies' });
  const upgrade = project.addTask('upgrade', { description: 'upgrade dependencies', env: { CI: '0' } });
  if (!project.ejected) {
    upgrade.exec(`npx --yes npm-check-updates@20 --upgrade --target=minor --dep=dev --filter=${named.join(',')}`);
    upgrade.exec('npm install');
  }
  upgrade.exec('npm update');
  if (!project.ejected) upgrade.exec(project.projenCommand);
  upgrade.exec(pipInstall('--upgrade'));
  upgrade.spawn(after);
}

/** What projen has git ignore for packages of Python, and what an estate may well have in a folder of its own. */
const IGNORED = ['lib/', 'lib64/', 'parts/', 'var/', 'downloads/', 'target/', 'instance/', '/site', '*.log', '*.spec'];

/** Have git know all files that an estate may name. */
export function trackFolders(project: python.PythonProject): void {
  project.gitignore.removePatterns(...IGNORED);
}

/** The workflow that builds each pull request, as projects for Node.js have one. */
export function addBuildWorkflow(project: python.PythonProject): void {
  const { workflow } = new build.BuildWorkflow(project, {
    buildTask: project.buildTask,
    preBuildSteps: [{ name: 'Install dependencies', run: 'npm install' }],
  });
  const tools = { node: { version: NODE_VERSION }, python: { version: PYTHON_VERSION } };
  workflow.updateJob('build', { ...(workflow.getJob('build') as github.workflows.Job), tools });
}

function pipInstall(...options: string[]): string {
  const requirements = ['-r requirements.txt', '-r requirements-dev.txt'];
  return ['python -m pip install --quiet --disable-pip-version-check', ...options, ...requirements].join(' ');
}
