import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { javascript, Project } from 'projen';
import * as ts from 'typescript';
import * as cosmo from '../../src';
import {
  ConstructLibraryProject,
  ConstructLibraryProjectOptions,
  HomelabJavaScriptProject,
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
  ['TypeScript', 'main.ts', (more: object = {}) => new HomelabTypeScriptProject({ ...common(), ...more })],
  ['JavaScript', 'main.js', (more: object = {}) => new HomelabJavaScriptProject({ ...common(), ...more })],
])('a homelab in %s', (_language, program, make) => {
  const files = synthesized(make());

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
    expect(files['cosmo.toml']!.split('\n').slice(2)).toEqual([`app = "src/${program}"`, 'output = "nix-out"', '']);
    expect(files[`src/${program}`]).toContain("new Host(app, 'server'");
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
    expect(manifest).toMatchObject({ private: true, license: 'UNLICENSED' });
    expect(manifest.main).toBeUndefined();
  });

  test('keeps the version of Cosmo that it is given', () => {
    const { devDependencies } = json(synthesized(make({ devDeps: ['cosmo-nix@file:../cosmo.tgz'] }))['package.json']);
    expect(devDependencies['cosmo-nix']).toBe('file:../cosmo.tgz');
  });

  test('names its program in the README', () => {
    expect(files['README.md']).toContain(`\`src/${program}\``);
    expect(files['README.md']).not.toContain(`\`${program}\``);
  });

  test.each([
    [HomelabTemplate.GUESTS, 'LibvirtGuest'],
    [HomelabTemplate.MIXED, 'DarwinHost'],
  ])('begins with the template %s', (template, construct) => {
    expect(synthesized(make({ template }))[`src/${program}`]).toContain(construct);
  });

  test('refuses a template that there is not', () => {
    expect(() => make({ template: 'gests' })).toThrow('"gests" is no template of a homelab');
    expect(() => make({ template: 'library' })).toThrow('there are server, guests, mixed');
  });

  test('writes no sample where there are sources, or where none is asked for', () => {
    const there = make({ outdir: folder({ 'src/estate.ts': '' }), jest: true });
    expect(Object.keys(synthesized(there)).filter((path) => /^(src|test)\/(?!tsconfig)/.test(path))).toEqual([
      'src/estate.ts',
    ]);
    expect(Object.keys(synthesized(make({ sampleCode: false }))).filter((path) => path.startsWith('src/'))).toEqual([]);
  });

  test('has tests that never update their snapshots, and that must be there, once they are asked for', () => {
    const tested = synthesized(make({ jest: true }));
    expect(Object.keys(tested).filter((path) => path.includes('.test.'))).toEqual([
      `test/estate.test.${program.slice(-2)}`,
    ]);
    expect(stepsOf(tested, 'test')).toEqual(['> check', 'jest --ci']);
    const { jest: config } = json(tested['package.json']);
    expect(config).toMatchObject({ collectCoverage: false });
  });

  test('has workflows only when they are asked for', () => {
    expect(Object.keys(files).filter((path) => path.startsWith('.github'))).toEqual([]);
    expect(synthesized(make({ github: true }))['.github/workflows/build.yml']).toContain('npx projen build');
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
    expect(devDependencies['cosmo-nix']).toBe('file:../cosmo.tgz');
  });

  test('has tasks about its example, whose types and estate are tested', () => {
    for (const verb of ['synth', 'check', 'diff', 'graph']) expect(stepsOf(files, verb)).toEqual([`cosmo ${verb}`]);
    expect(files['cosmo.toml']).toContain('app = "example/main.ts"');
    expect(stepsOf(files, 'test')).toEqual(
      expect.arrayContaining(['jest --ci', 'tsc -p example/tsconfig.json', '> check']),
    );
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
      HomelabTypeScriptProject: inFolder(HomelabTypeScriptProject as never),
    };
    const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
    new Function('require', 'exports', outputText)(() => ({ projects: types }), {});
    expect(made).toHaveLength(1);
    expect(readdirSync(made[0]!.outdir)).toEqual(expect.arrayContaining(['cosmo.toml', 'package.json', 'src']));
  },
);
