import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { javascript, Project } from 'projen';
import * as ts from 'typescript';
import * as cosmo from '../../src';
import { Language, TEMPLATES } from '../../src/init';
import {
  ConstructLibraryProject,
  ConstructLibraryProjectOptions,
  HomelabJavaScriptProject,
  HomelabPythonProject,
  HomelabPythonProjectOptions,
  HomelabTemplate,
  HomelabTypeScriptProject,
} from '../../src/projects/project-types';
import { codeBlocks } from '../support/program';

const PAGE = join(__dirname, '../../docs/guide/projen.md');
const { projects } = cosmo;
const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string };

// No dependencies are installed.
process.env.PROJEN_DISABLE_POST = 'true';

function folder(files: Record<string, string> = {}): string {
  const outdir = mkdtempSync(join(tmpdir(), 'cosmo-projects-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(outdir, path)), { recursive: true });
    writeFileSync(join(outdir, path), text);
  }
  return outdir;
}

/** What every project here is given. */
function common(outdir = folder()) {
  return { name: 'lab', defaultReleaseBranch: 'main', outdir, logging: { level: -1 as never } };
}

/** The files that a project writes. */
function synthesized(project: Project): Record<string, string> {
  project.synth();
  const paths = readdirSync(project.outdir, { recursive: true, encoding: 'utf8', withFileTypes: true });
  const files = paths
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(project.outdir.length + 1));
  return Object.fromEntries(files.sort().map((path) => [path, readFileSync(join(project.outdir, path), 'utf8')]));
}

function json(text: string | undefined) {
  return JSON.parse(text!.replace(/^\/\/.*\n/gm, '')) as Record<string, any>;
}

/** What a task runs, step by step. */
function stepsOf(files: Record<string, string>, task: string): string[] {
  const steps = json(files['.projen/tasks.json']).tasks[task].steps as Record<string, any>[];
  return steps.map(({ execArgs, exec, spawn }) => execArgs?.join(' ') ?? exec ?? `> ${spawn}`);
}

const VERBS = ['synth', 'check', 'diff', 'watch', 'graph', 'lock', 'update', 'deploy'];

describe.each([
  ['TypeScript', 'src/main.ts', (more: object = {}) => new HomelabTypeScriptProject({ ...common(), ...more })],
  ['JavaScript', 'src/main.js', (more: object = {}) => new HomelabJavaScriptProject({ ...common(), ...more })],
  ['Python', 'main.py', (more: object = {}) => new HomelabPythonProject({ ...common(), ...more })],
])('a homelab in %s', (language, program, make) => {
  const files = synthesized(make());
  const inPython = language === 'Python';

  test('is these files', () => {
    expect(Object.keys(files)).toMatchSnapshot();
  });

  test('has the verbs of the command as tasks, which take arguments', () => {
    for (const verb of VERBS) expect(stepsOf(files, verb)).toEqual([`cosmo ${verb}`]);
    const { tasks } = json(files['.projen/tasks.json']);
    expect(VERBS.map((verb) => tasks[verb].steps[0].receiveArgs)).toEqual(VERBS.map(() => true));
    expect(json(files['package.json']).scripts).toMatchObject({ deploy: 'projen deploy' });
  });

  test('writes its flake in a build, and checks it in a test', () => {
    expect(stepsOf(files, 'post-compile')).toEqual(['> synth']);
    expect(stepsOf(files, 'test')).toEqual(['> check']);
  });

  test('tells the command where its program is', () => {
    const app = inPython ? '.venv/bin/python main.py' : program;
    expect(files['cosmo.toml']!.split('\n').slice(2)).toEqual([`app = "${app}"`, 'output = "nix-out"', '']);
    expect(files[program]).toMatch(inPython ? /^server = Host\(\n {4}app,\n {4}"server",/m : /new Host\(app, 'server'/);
  });

  test('writes the flake where it is told to, and has git ignore nothing of it', () => {
    const other = synthesized(make({ output: 'flake' }));
    expect(other['cosmo.toml']).toContain('output = "flake"');
    expect(other['.gitignore']!.trimEnd()).toMatch(/\nresult\nresult-\*\n(.*\n)*!\/flake\/\n!\/flake\/\*\*/);
    expect(other['.gitattributes']).toContain('/flake/** linguist-generated');
  });

  test('depends on Cosmo and constructs, and is never published', () => {
    const manifest = json(files['package.json']);
    expect(manifest.devDependencies).toMatchObject({ 'cosmo-nix': `^${version}`, constructs: '^10.4.2' });
    expect(manifest).toMatchObject({ private: true, ...(inPython ? {} : { license: 'UNLICENSED' }) });
    expect(manifest.main).toBeUndefined();
  });

  test('keeps the version of Cosmo that it is given', () => {
    const { devDependencies } = json(synthesized(make({ devDeps: ['cosmo-nix@file:../cosmo.tgz'] }))['package.json']);
    expect(devDependencies['cosmo-nix']).toBe('file:../cosmo.tgz');
  });

  test('names its program in the README', () => {
    expect(files['README.md']).toContain(`\`${program}\``);
    if (!inPython) expect(files['README.md']).not.toContain(`\`${program.slice('src/'.length)}\``);
  });

  test.each([
    [HomelabTemplate.GUESTS, 'LibvirtGuest'],
    [HomelabTemplate.MIXED, 'DarwinHost'],
  ])('begins with the template %s', (template, construct) => {
    expect(synthesized(make({ template }))[program]).toContain(construct);
  });

  test('refuses a template that there is not', () => {
    expect(() => make({ template: 'gests' })).toThrow('"gests" is no template of a homelab');
    expect(() => make({ template: 'library' })).toThrow('there are server, guests, mixed');
    // What projen makes of `--template gests`.
    expect(() => make({ template: (HomelabTemplate as Record<string, string>).GESTS })).toThrow(
      'template is undefined',
    );
  });

  test('writes no sample where there are sources, or where none is asked for', () => {
    const own = inPython ? 'main.py' : 'src/estate.ts';
    const there = make({ outdir: folder({ [own]: 'pass' }), jest: true, pytest: true });
    const samples = (made: Record<string, string>) =>
      Object.keys(made).filter((path) => /^(main\.|(src|tests?)\/(?!tsconfig))/.test(path));
    const written = synthesized(there);
    expect(samples(written)).toEqual([own]);
    expect(written[own]).toBe('pass');
    expect(samples(synthesized(make({ sampleCode: false, pytest: true })))).toEqual([]);
  });

  test('has a test of the estate, once tests are asked for', () => {
    const tested = synthesized(make({ jest: true, pytest: true }));
    const sample = inPython ? 'tests/test_estate.py' : `test/estate.test.${program.slice(-2)}`;
    expect(Object.keys(tested).filter((path) => /\.test\.|test_/.test(path))).toEqual([sample]);
    expect(tested[sample]).toMatch(/cosmo.*check/);
    const steps = { TypeScript: ['tsc --noEmit -p test/tsconfig.json', 'jest --ci'], JavaScript: ['jest --ci'] };
    expect(stepsOf(tested, 'test')).toEqual(['> check', ...(steps[language as keyof typeof steps] ?? ['pytest'])]);
  });

  test('has workflows only when they are asked for', () => {
    expect(Object.keys(files).filter((path) => path.startsWith('.github'))).toEqual([]);
    expect(synthesized(make({ github: true }))['.github/workflows/build.yml']).toContain('npx projen build');
  });
});

describe('a homelab for Node.js', () => {
  test('has tests that never update their snapshots', () => {
    const tested = synthesized(new HomelabJavaScriptProject({ ...common(), jest: true }));
    expect(json(tested['package.json']).jest).toMatchObject({ collectCoverage: false });
    expect(stepsOf(tested, 'test')).not.toContain('jest --ci -u');
  });
});

describe('a homelab in TypeScript', () => {
  test('checks types and emits nothing', () => {
    const files = synthesized(new HomelabTypeScriptProject(common()));
    expect(stepsOf(files, 'compile')).toEqual(['tsc']);
    expect(json(files['tsconfig.json']).compilerOptions).toMatchObject({
      noEmit: true,
      strict: true,
      module: 'node16',
    });
  });

  test('keeps the options of the compiler that it is given', () => {
    const tsconfig = { compilerOptions: { noUnusedLocals: false } };
    const files = synthesized(new HomelabTypeScriptProject({ ...common(), tsconfig }));
    expect(json(files['tsconfig.json']).compilerOptions).toMatchObject({ noEmit: true, noUnusedLocals: false });
  });
});

describe('a homelab in Python', () => {
  const make = (more: Partial<HomelabPythonProjectOptions> = {}) =>
    synthesized(new HomelabPythonProject({ ...common(), ...more }));
  const files = make();
  const requirements = (made: Record<string, string>) => made['requirements.txt']!.trim().split('\n').slice(1);

  test('begins with the program of `cosmo init`', () => {
    const server = TEMPLATES.find(({ name }) => name === 'server')!;
    const settings = {
      name: 'lab',
      host: 'server',
      user: 'admin',
      keys: [],
      release: '26.05',
      timeZone: 'UTC',
      version,
    };
    const asked = { ...settings, networkCard: 'enp1s0', zfs: false, tailscale: false };
    expect(files['main.py']).toBe(server.files(asked, Language.PYTHON).get('main.py'));
  });

  test('takes the library from PyPI, and the command from npm', () => {
    expect(requirements(files)).toEqual(['constructs>=10.4.2, <11.0.0', expect.stringMatching(/^cosmo-nix[<>]/)]);
    expect(Object.keys(json(files['package.json']).devDependencies)).toEqual(
      expect.arrayContaining(['constructs', 'cosmo-nix', 'projen', 'tsx', 'typescript']),
    );
  });

  test('takes what else is asked for from PyPI, and a version of Cosmo that is none of its release', () => {
    const made = make({
      deps: ['requests@^2', 'cosmo-nix@>=1.2.0 <1.3.0'],
      devDeps: ['black@^25', 'cosmo-nix@file:../cosmo.tgz'],
      pytest: true,
    });
    expect(requirements(made)).toEqual([
      'constructs>=10.4.2, <11.0.0',
      'cosmo-nix>=1.2.0, <1.3.0',
      'requests>=2.0.0, <3.0.0',
    ]);
    expect(made['requirements-dev.txt']!.trim().split('\n').slice(1)).toEqual([
      'black>=25.0.0, <26.0.0',
      expect.stringMatching(/^pytest==/),
    ]);
  });

  test('installs from npm and PyPI, and npm does not do that by itself', () => {
    expect(stepsOf(files, 'install')).toEqual([
      'npm install',
      expect.stringMatching(/^python -m pip install .*-r requirements\.txt -r requirements-dev\.txt$/),
    ]);
    expect(json(files['package.json']).scripts).not.toHaveProperty('install');
  });

  test('has its tasks find what is installed, by python3 alone', () => {
    const { env } = json(files['.projen/tasks.json']);
    expect(env).toEqual({
      VIRTUAL_ENV: '$(echo "$PWD/.venv")',
      PATH: '$(echo "$PWD/.venv/bin:$PWD/node_modules/.bin:$PATH")',
    });
    const own = make({ venvOptions: { envdir: 'env' } });
    expect(own['cosmo.toml']).toContain('app = "env/bin/python main.py"');
    expect(json(own['.projen/tasks.json']).env.VIRTUAL_ENV).toBe('$(echo "$PWD/env")');
  });

  test('upgrades what has no version of its own', () => {
    const filterOf = (made: Record<string, string>) => /--filter=(.*)/.exec(stepsOf(made, 'upgrade')[0]!)![1];
    expect(filterOf(make({ devDeps: ['cosmo-nix'] }))).toBe('projen,cosmo-nix');
    expect(filterOf(make({ devDeps: ['cosmo-nix@~1.2.0'] }))).toBe('projen');
    expect(stepsOf(files, 'upgrade').slice(1)).toEqual([
      'npm install',
      'npm update',
      'npx projen',
      expect.stringContaining('pip install --quiet --disable-pip-version-check --upgrade'),
      '> post-upgrade',
    ]);
  });

  test('checks the types of its options', () => {
    expect(stepsOf(files, 'default')).toEqual(['tsc', 'tsx --tsconfig tsconfig.projen.json .projenrc.ts']);
    expect(json(files['tsconfig.projen.json']).compilerOptions).toMatchObject({ strict: true, noEmit: true });
  });

  test('can be described in JavaScript, too', () => {
    const made = make({ projenrcJs: true });
    expect(stepsOf(made, 'default')).toEqual(['node .projenrc.js']);
    expect(json(made['package.json']).devDependencies).not.toHaveProperty('typescript');
    expect(made).not.toHaveProperty(['tsconfig.projen.json']);
  });

  test('has git know a folder lib, and not its environment', () => {
    const ignored = files['.gitignore']!.split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['/.venv', '__pycache__/', 'node_modules/']));
    expect(ignored).not.toContain('lib/');
  });

  test('is set up by npm and projen', () => {
    expect(files['README.md']).toContain('```sh\nnpm install\nnpx projen\nnpx cosmo check\nnpx cosmo synth\n```');
  });

  test('has Node.js and Python in its workflow', () => {
    const workflow = make({ github: true })['.github/workflows/build.yml']!;
    expect(workflow).toMatch(/setup-node@[^]*setup-python@[^]*npm install\n[^]*npx projen build/);
  });

  test('leaves projen when it is ejected', () => {
    process.env.PROJEN_EJECTING = 'true';
    try {
      const { scripts, devDependencies } = json(make()['package.json']);
      expect(scripts.check).toBe('node scripts/run-task.cjs check');
      expect(Object.keys(devDependencies)).toEqual(['constructs', 'cosmo-nix']);
    } finally {
      delete process.env.PROJEN_EJECTING;
    }
  });

  test('refuses a name that no package of Python has', () => {
    expect(() => make({ name: 'my lab' })).toThrow('must only consist of');
  });
});

describe('a construct library', () => {
  const make = (more: Partial<ConstructLibraryProjectOptions> = {}) =>
    new ConstructLibraryProject({
      ...common(),
      author: 'Ada',
      authorAddress: 'ada@example.org',
      repositoryUrl: 'https://example.org/constructs.git',
      ...more,
    });
  const files = synthesized(make());

  test('is these files', () => {
    expect(Object.keys(files)).toMatchSnapshot();
  });

  test('leaves the copies of Cosmo and constructs to the estate', () => {
    const { peerDependencies, devDependencies, dependencies } = json(files['package.json']);
    expect(peerDependencies).toEqual({ constructs: '^10.4.2', 'cosmo-nix': `^${version}` });
    expect(devDependencies).toMatchObject({ constructs: '10.4.2', 'cosmo-nix': version });
    expect(dependencies).toBeUndefined();
  });

  test('can be made with a Cosmo that is no release', () => {
    const { peerDependencies, devDependencies } = json(
      synthesized(make({ devDeps: ['cosmo-nix@file:../cosmo.tgz'], cosmoVersion: '1.2.0' }))['package.json'],
    );
    expect(peerDependencies['cosmo-nix']).toBe('^1.2.0');
    expect(devDependencies).toMatchObject({ constructs: '10.4.2', 'cosmo-nix': 'file:../cosmo.tgz' });
  });

  test('has tasks about its example, whose types and estate are tested', () => {
    for (const verb of ['synth', 'check', 'diff', 'graph']) expect(stepsOf(files, verb)).toEqual([`cosmo ${verb}`]);
    expect(files['cosmo.toml']).toContain('app = "example/main.ts"');
    expect(stepsOf(files, 'test')).toEqual(
      expect.arrayContaining(['jest --ci', 'tsc -p example/tsconfig.json', '> check']),
    );
  });

  test('has git know the flake of its example', () => {
    expect(files['.gitignore']).toContain('!/nix-out/**');
    expect(files['.gitattributes']).toContain('/nix-out/** linguist-generated');
  });

  test('publishes its constructs, and neither the example nor the flake of it', () => {
    expect(files['.npmignore']!.split('\n')).toEqual(expect.arrayContaining(['/example/', '/nix-out/', '/cosmo.toml']));
  });

  test('writes no sample where there are sources', () => {
    const there = synthesized(make({ outdir: folder({ 'src/index.ts': '' }) }));
    expect(there['src/index.ts']).toBe('');
    expect(Object.keys(there).filter((path) => /^(test|example)\/(?!tsconfig)/.test(path))).toEqual([]);
  });

  test('keeps what it is told', () => {
    const manifest = json(
      synthesized(make({ packageManager: javascript.NodePackageManager.PNPM, keywords: ['mine'] }))['package.json'],
    );
    expect(manifest.keywords).toEqual(['mine']);
    expect(json(synthesized(make({ jsiiVersion: '~5.9.0' }))['package.json']).devDependencies.jsii).toBe('~5.9.0');
  });
});

describe('the export', () => {
  test('names all classes and enums that there are', () => {
    expect(Object.keys(projects).sort()).toEqual(
      Object.keys(jest.requireActual<object>('../../src/projects/project-types')).sort(),
    );
    expect(projects.HomelabTypeScriptProject).toBe(HomelabTypeScriptProject);
  });

  test('is read without projen, and says what it needs where one of it is used', () => {
    jest.isolateModules(() => {
      jest.doMock('projen', () => {
        throw Object.assign(new Error("Cannot find module 'projen'\nRequire stack:"), { code: 'MODULE_NOT_FOUND' });
      });
      try {
        const fresh = { ...jest.requireActual<typeof cosmo>('../../src') };
        expect({ ...fresh }.projects).toBeDefined();
        expect(() => fresh.projects.HomelabTemplate).toThrow('PROJEN_MISSING');
        expect(() => fresh.projects.HomelabTemplate).toThrow('npm install --save-dev projen');
      } finally {
        jest.dontMock('projen');
      }
    });
  });

  test('does not hide what else is wrong', () => {
    jest.isolateModules(() => {
      jest.doMock('projen', () => {
        throw new Error('projen is broken');
      });
      try {
        const fresh = jest.requireActual<typeof cosmo>('../../src/projects');
        expect(() => fresh.projects.HomelabTemplate).toThrow('projen is broken');
      } finally {
        jest.dontMock('projen');
      }
    });
  });

  test('does not load projen with the library', () => {
    jest.isolateModules(() => {
      let loaded = false;
      jest.doMock('projen', () => {
        loaded = true;
        return jest.requireActual('projen');
      });
      try {
        const fresh = jest.requireActual<typeof cosmo>('../../src');
        expect([typeof fresh.App, loaded]).toEqual(['function', false]);
        expect([typeof fresh.projects.HomelabTypeScriptProject, loaded]).toEqual(['function', true]);
      } finally {
        jest.dontMock('projen');
      }
    });
  });
});

test.each(codeBlocks(PAGE, 'ts').filter((code) => code.includes('new projects.')))(
  'the guide shows what works',
  (code) => {
    const made: Project[] = [];
    const inFolder = (type: new (options: object) => Project) =>
      new Proxy(type, {
        construct: (target, [options]: [object]) => {
          made.push(new target({ ...common(), ...options }));
          return made[0]!;
        },
      });
    const types = {
      ConstructLibraryProject: inFolder(ConstructLibraryProject as never),
      HomelabPythonProject: inFolder(HomelabPythonProject as never),
      HomelabTemplate,
      HomelabTypeScriptProject: inFolder(HomelabTypeScriptProject as never),
    };
    const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
    new Function('require', 'exports', outputText)(() => ({ projects: types }), {});
    expect(made).toHaveLength(1);
    expect(readdirSync(made[0]!.outdir)).toEqual(expect.arrayContaining(['cosmo.toml', 'package.json']));
  },
);
