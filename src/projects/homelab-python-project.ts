/** @ts-ignore projen is an optional peer: who lacks it has no use for these types */
import { github, python } from 'projen';
import { makeHomelab } from './homelab';
import type { HomelabOptions } from './homelab-options';
import { addNodeTools, isCosmo } from './node-tools';
import { addBuildWorkflow, addUpgrade, installEverything, trackFolders, VENV } from './python-tools';
import { cosmoVersion, homelabSample, programPath } from './samples';
import { Language, VERSIONS } from '../init';

/** Options of `HomelabPythonProject`. */
export interface HomelabPythonProjectOptions
  extends github.GitHubProjectOptions, python.PythonExecutableOptions, HomelabOptions {
  /**
   * What the program needs beside Cosmo, from PyPI: `<module>@<semver>`.
   * `cosmo-nix` among them says which version of the library is taken.
   *
   * @default []
   * @featured
   */
  readonly deps?: string[];

  /**
   * What is needed to work on the program, from PyPI: `<module>@<semver>`.
   * `cosmo-nix` among them is the command, and comes from npm.
   *
   * @default []
   * @featured
   */
  readonly devDeps?: string[];

  /**
   * The virtual environment, which has its packages.
   *
   * @default - in the folder `.venv`
   */
  readonly venvOptions?: python.VenvOptions;

  /**
   * Whether tests are run by pytest.
   *
   * @default false
   * @featured
   */
  readonly pytest?: boolean;

  /**
   * Options of pytest.
   *
   * @default - as projen has them
   */
  readonly pytestOptions?: python.PytestOptions;

  /**
   * Whether a sample is written where there is no program yet.
   *
   * @default true
   */
  readonly sampleCode?: boolean;

  /**
   * Whether the project is described in `.projenrc.js`, not in `.projenrc.ts`.
   *
   * @default false
   */
  readonly projenrcJs?: boolean;
}

/** The folder of tests. */
const TESTS = 'tests';

/**
 * A homelab in Python: `main.py` describes it, `nix-out` is its flake.
 *
 * The library comes from PyPI, into `.venv`; the command and projen come from
 * npm. `npx projen build` checks the estate, and writes the flake. There are
 * neither tests (`pytest`) nor GitHub workflows (`github`) unless they are
 * asked for. It is no package: setuptools, poetry and uv are no options.
 *
 * @pjid homelab-py
 */
export class HomelabPythonProject extends python.PythonProject {
  constructor(options: HomelabPythonProjectOptions) {
    super({
      ...options,
      devDeps: options.devDeps?.filter((dependency) => !isCosmo(dependency)),
      // What a package has, which this is not.
      ...{ moduleName: options.name.replace(/[-.]/g, '_'), authorName: '', authorEmail: '', version: '0.0.0' },
      github: options.github ?? false,
      // The one that npm has installed.
      projenCommand: options.projenCommand ?? 'npx projen',
      pytest: options.pytest ?? false,
      pythonExec: options.pythonExec ?? 'python3',
      venvOptions: { envdir: VENV, ...options.venvOptions },
      sample: false,
      sampleTestdir: TESTS,
      projenrcPython: false,
      projenrcJs: options.projenrcJs ?? false,
      readme: options.readme ?? { contents: homelabSample(options.name, options, Language.PYTHON).readme },
    });
    const envdir = options.venvOptions?.envdir ?? VENV;
    const cosmo = options.devDeps?.find(isCosmo) ?? 'cosmo-nix';
    if (!options.deps?.some(isCosmo)) this.addDependency(`cosmo-nix@^${cosmoVersion()}`);
    if (!options.deps?.some((name) => /^constructs(@|$)/.test(name))) {
      this.addDependency(`constructs@${VERSIONS.constructs}`);
    }
    addNodeTools(this, { cosmo, isTyped: !(options.projenrcJs || options.projenrcJson) });
    installEverything(this, envdir);
    // What the project gives a version of keeps it.
    addUpgrade(this, ['projen', ...(cosmo.includes('@') ? [] : [cosmo])]);
    trackFolders(this);
    makeHomelab(this, options, {
      language: Language.PYTHON,
      app: `${envdir}/bin/python ${programPath(Language.PYTHON)}`,
      tests: this.pytest && [`${TESTS}/test_estate.py`, TEST],
    });
    if (this.github) addBuildWorkflow(this);
  }
}

const TEST = `import subprocess


def test_nothing_is_wrong_with_the_estate():
    check = subprocess.run(["npx", "cosmo", "check"], capture_output=True, text=True)
    assert check.returncode == 0, check.stdout
`;
