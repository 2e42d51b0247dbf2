import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PACKAGE } from '../cli/cosmo';
import { describeWithRegistry, done, emptyFolder, install, packed, run } from '../support/packed';

const ASSEMBLY = join(PACKAGE, '.jsii');
const NAMES = ['--user', 'ada', '--time-zone', 'Europe/Berlin'];

/** What every template gives from the packed package, in every language. */
describeWithRegistry('what cosmo init writes, from the packed package', () => {
  jest.setTimeout(180_000);
  const folder = emptyFolder();
  const first = join(folder, 'guests-typescript');
  const command = join(first, 'node_modules/.bin/cosmo');
  const init = (from: string, template: string, language: string, ...more: string[]) => {
    const name = `${template}-${language}`;
    const names = template === 'library' ? [] : NAMES;
    done(folder, from, ['init', template, name, '--language', language, '--quiet', ...names, ...more]);
    return join(folder, name);
  };
  let tarball: string;

  beforeAll(() => {
    tarball = packed();
    // The command of this repository writes the first one; its installed package the others.
    init(join(PACKAGE, 'bin/cosmo'), 'guests', 'typescript');
    install(first, tarball);
  });

  /** A project that has what the first one has: they ask for the same. */
  function installed(project: string): string {
    if (!existsSync(join(project, 'node_modules'))) {
      symlinkSync(join(first, 'node_modules'), join(project, 'node_modules'));
    }
    return project;
  }

  /** Synth, check, diff and graph, as its owner would. */
  function works(project: string, env: NodeJS.ProcessEnv = {}): void {
    const cosmo = (...args: string[]) => run(project, command, args, env);
    expect(cosmo('check', '--warnings-as-errors')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^nothing found in /) as unknown,
    });
    expect(cosmo('synth')).toMatchObject({ code: 0 });
    expect(cosmo('diff', '--exit-code')).toMatchObject({ code: 0 });
    expect(cosmo('graph', '--format', 'dot')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('digraph') as unknown,
    });
  }

  test('guests in TypeScript', () => works(first));
  test('mixed in TypeScript', () => works(installed(init(command, 'mixed', 'typescript'))));
  test.each(['server', 'guests', 'mixed'])('%s in JavaScript', (template) => {
    const project = installed(init(command, template, 'javascript'));
    works(project);
    // Without the command, too.
    expect(run(project, process.execPath, ['main.js'])).toMatchObject({ code: 0 });
  });

  test('the types of all TypeScript are right, whatever is asked for', () => {
    const disk = ['--disk', '/dev/disk/by-id/nvme-1'];
    const variants = [[], disk, [...disk, '--zfs'], ['--zfs', '--tailscale']];
    const files = ['server', 'guests', 'mixed'].flatMap((template) =>
      variants.map((more, i) => {
        const name = `types/${template}-${i}`;
        done(folder, command, ['init', template, name, '--quiet', ...NAMES, ...more]);
        return join(name, 'main.ts');
      }),
    );
    symlinkSync(join(first, 'node_modules'), join(folder, 'types/node_modules'));
    writeFileSync(
      join(folder, 'types.json'),
      JSON.stringify({
        extends: './guests-typescript/tsconfig.json',
        compilerOptions: { noUnusedLocals: true },
        files,
        exclude: [],
      }),
    );
    const tsc = join(first, 'node_modules/.bin/tsc');
    expect(run(folder, tsc, ['-p', 'types.json'])).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('a library: its tests pass, its example works, and it can be published', () => {
    const project = init(command, 'library', 'typescript');
    done(project, 'npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--save-dev', tarball]);
    expect(run(project, 'npm', ['test', '--silent', '--', '--ci'])).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('4 passed') as unknown,
    });
    works(project);
    const [packedLibrary] = JSON.parse(done(project, 'npm', ['pack', '--dry-run', '--json', '--silent'])) as {
      files: { path: string }[];
    }[];
    expect(packedLibrary!.files.map(({ path }) => path).sort()).toEqual([
      'README.md',
      'lib/index.d.ts',
      'lib/index.js',
      'lib/uptime-kuma.d.ts',
      'lib/uptime-kuma.js',
      'package.json',
    ]);
  });

  // The package for Python is made from what jsii writes when the library is compiled.
  (pythonCanRun() ? describe : describe.skip)('in Python', () => {
    const python = join(folder, 'venv/bin/python3');
    const generated = join(folder, 'generated');

    beforeAll(() => {
      done(folder, 'python3', ['-m', 'venv', 'venv']);
      const packages = ['jsii>=1.140,<2', 'constructs>=10.4.2,<11', 'publication>=0.0.3'];
      done(folder, python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages]);
      mkdirSync(generated);
      const pacmak = resolve(PACKAGE, 'node_modules/.bin/jsii-pacmak');
      done(PACKAGE, pacmak, ['--targets', 'python', '--code-only', '--no-parallel', '--outdir', generated]);
    });

    test.each(['server', 'guests', 'mixed'])('%s is the estate that it is in TypeScript', (template) => {
      const project = installed(init(command, template, 'python'));
      const env = {
        PATH: `${join(folder, 'venv/bin')}:${process.env.PATH}`,
        PYTHONPATH: join(generated, 'python/src'),
        JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION: '1',
      };
      works(project, env);
      const typed = join(folder, `${template}-typescript`);
      if (!existsSync(typed)) init(command, template, 'typescript');
      done(installed(typed), command, ['synth']);
      const differ = run(folder, 'diff', ['-r', '-x', '*.json', join(typed, 'nix-out'), join(project, 'nix-out')]);
      const lines = differ.stdout.split('\n').filter((line) => /^[<>]/.test(line));
      // The name of the project is the only difference.
      expect(lines.every((line) => line.includes('description = '))).toBe(true);
    });
  });
});

function pythonCanRun(): boolean {
  // What jsii compiles names its types for other languages; what tsc alone compiles does not.
  const app = join(PACKAGE, 'lib/app/app.js');
  const isJsii = existsSync(ASSEMBLY) && existsSync(app) && readFileSync(app, 'utf8').includes('jsii.rtti');
  const able = isJsii && run('/', 'python3', ['-c', 'import ensurepip, venv']).code === 0;
  if (!able && process.env.CI) {
    throw new Error('Python cannot be tried: it needs .jsii (npx projen compile) and python3-venv (Debian)');
  }
  return able;
}
