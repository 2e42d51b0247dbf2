import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'fs';
import { join } from 'path';
import { cosmo, PACKAGE } from '../cli/cosmo';
import { done, emptyFolder, registryReached, run } from '../support/packed';

const ASSEMBLY = join(PACKAGE, '.jsii');
const MODULES = join(PACKAGE, 'node_modules');

// Only jsii makes an assembly: projen finds the project types in it. On CI it is there.
const describePacked = existsSync(ASSEMBLY) || process.env.CI ? describe : describe.skip;

describePacked('the project types of the packed tarball', () => {
  jest.setTimeout(180_000);
  const folder = emptyFolder();
  const tarball = join(folder, 'cosmo-nix.tgz');
  const extracted = join(folder, 'extracted/node_modules/cosmo-nix');
  const git = {
    ...{ GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@example.org' },
    ...{ GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@example.org', GIT_CONFIG_NOSYSTEM: '1' },
  };
  let before: string;

  beforeAll(() => {
    // Starting the command sees to it that `lib` is what `src` says.
    cosmo(folder, ['--version']);
    before = readFileSync(ASSEMBLY, 'utf8');
    done(PACKAGE, 'npm', ['pack', '--pack-destination', folder]);
    const [name] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
    done(folder, 'mv', [name!, tarball]);
    mkdirSync(extracted, { recursive: true });
    done(folder, 'tar', ['-xzf', tarball, '--strip-components=1', '-C', extracted]);
    symlinkSync(join(MODULES, 'constructs'), join(extracted, '../constructs'));
  });

  /** A project with this package, and with what else the repository has installed. */
  function project(name: string, projenrc: string): string {
    const root = join(folder, name);
    mkdirSync(join(root, 'node_modules'), { recursive: true });
    for (const module of readdirSync(MODULES).filter((entry) => entry !== '.bin')) {
      symlinkSync(join(MODULES, module), join(root, 'node_modules', module));
    }
    // A copy: it must find projen and constructs beside itself.
    done(root, 'cp', ['-r', extracted, join(root, 'node_modules/cosmo-nix')]);
    done(root, 'cp', ['-a', join(MODULES, '.bin'), join(root, 'node_modules/.bin')]);
    symlinkSync('../cosmo-nix/bin/cosmo', join(root, 'node_modules/.bin/cosmo'));
    writeFileSync(join(root, '.projenrc.js'), projenrc);
    done(root, 'node', ['.projenrc.js'], { PROJEN_DISABLE_POST: 'true' });
    return root;
  }

  const projen = (root: string, ...args: string[]) =>
    done(root, 'node', [join(root, 'node_modules/projen/bin/projen'), ...args], git);

  test('are not in the assembly that other languages see', () => {
    expect(readFileSync(ASSEMBLY, 'utf8')).toBe(before);
    expect(before).not.toContain('cosmo-nix.projects');
    const packed = JSON.parse(readFileSync(join(extracted, '.jsii'), 'utf8')) as typeof assembly;
    const assembly = JSON.parse(before) as { types: object; dependencies: object };
    expect(Object.keys(packed.types)).toEqual(expect.arrayContaining(Object.keys(assembly.types)));
    expect(packed.dependencies).toEqual(assembly.dependencies);
  });

  test('are not in the tarball that packages for other languages carry', () => {
    const { tasks } = JSON.parse(readFileSync(join(PACKAGE, '.projen/tasks.json'), 'utf8')) as {
      tasks: Record<string, { env?: Record<string, string> }>;
    };
    const languages = Object.keys(tasks).filter((name) => name.startsWith('package:') && name !== 'package:js');
    const named = ['dotnet', 'go', 'java', 'languages', 'python'].map((language) => `package:${language}`);
    expect(languages.sort()).toEqual(named);
    const other = join(folder, 'other');
    mkdirSync(other);
    for (const name of languages) expect(tasks[name]!.env).toEqual({ COSMO_PROJECT_TYPES: 'none' });
    done(PACKAGE, 'npm', ['pack', '--pack-destination', other], tasks['package:python']!.env);
    done(other, 'tar', ['-xzf', readdirSync(other)[0]!, 'package/.jsii']);
    expect(readFileSync(join(other, 'package/.jsii'), 'utf8') === before).toBe(true);
  });

  test('are found by projen', () => {
    const inventory = `JSON.stringify(require('projen/lib/inventory').discover('${extracted}')
      .filter((type) => type.moduleName === 'cosmo-nix').map(({ pjid, fqn }) => [pjid, fqn]))`;
    expect(JSON.parse(done(PACKAGE, 'node', ['-p', inventory]))).toEqual([
      ['construct-library', 'cosmo-nix.projects.ConstructLibraryProject'],
      ['homelab-js', 'cosmo-nix.projects.HomelabJavaScriptProject'],
      ['homelab-py', 'cosmo-nix.projects.HomelabPythonProject'],
      ['homelab-ts', 'cosmo-nix.projects.HomelabTypeScriptProject'],
    ]);
  });

  test('make a homelab in JavaScript that builds', () => {
    const root = project(
      'js',
      `const { projects } = require('cosmo-nix');
new projects.HomelabJavaScriptProject({ name: 'js', defaultReleaseBranch: 'main' }).synth();`,
    );
    projen(root, 'check');
    projen(root, 'synth', '--quiet');
    expect(existsSync(join(root, 'nix-out/flake.nix'))).toBe(true);
    expect(projen(root, 'graph', '--format', 'mermaid')).toContain('server');
  });

  test('make a homelab in Python, and hold its options to their types', () => {
    const root = project(
      'python',
      `const { projects } = require('cosmo-nix');
new projects.HomelabPythonProject({ name: 'python' }).synth();`,
    );
    const check = (options: string) => {
      const code = `import { projects } from 'cosmo-nix';\nnew projects.HomelabPythonProject({ ${options} }).synth();\n`;
      writeFileSync(join(root, '.projenrc.ts'), code);
      return run(root, 'node', [join(MODULES, 'typescript/bin/tsc'), '-p', 'tsconfig.projen.json']);
    };
    expect(check("name: 'python', pytest: true")).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(check("name: 'python', pytets: true").stdout).toContain("Did you mean to write 'pytest'?");
    expect(readFileSync(join(root, 'requirements.txt'), 'utf8')).toContain('cosmo-nix');
  });

  test('make a construct library that jsii compiles, whose tests pass', () => {
    const root = project(
      'library',
      `const { projects } = require('cosmo-nix');
new projects.ConstructLibraryProject({
  name: 'library', defaultReleaseBranch: 'main', author: 'Ada', authorAddress: 'ada@example.org',
  repositoryUrl: 'https://example.org/library.git', devDeps: ['cosmo-nix@file:${tarball}'], projenrcJs: true,
  eslint: false,
}).synth();`,
    );
    projen(root, 'compile');
    const { types } = JSON.parse(readFileSync(join(root, '.jsii'), 'utf8')) as { types: object };
    expect(Object.keys(types)).toEqual(['library.UptimeKuma', 'library.UptimeKumaProps']);
    projen(root, 'test');
  });

  const testWithRegistry = registryReached ? test : test.skip;

  testWithRegistry('make a homelab in TypeScript from an empty folder, by projen new', () => {
    const root = join(folder, 'lab');
    mkdirSync(root);
    const bin = join(MODULES, 'projen/bin/projen');
    const { version } = JSON.parse(readFileSync(join(MODULES, 'projen/package.json'), 'utf8')) as { version: string };
    const from = ['--from', `cosmo-nix@file:${tarball}`, '--projen-version', version];
    const { code, stdout, stderr } = run(root, 'node', [bin, 'new', ...from, 'homelab-ts', '--template', 'mixed'], git);
    if (code !== 0) throw new Error(stdout + stderr);
    expect(readFileSync(join(root, '.projenrc.ts'), 'utf8')).toContain('new projects.HomelabTypeScriptProject({');
    projen(root, 'build');
    expect(readFileSync(join(root, 'nix-out/flake.nix'), 'utf8')).toContain('darwinConfigurations');
    // The types of what stands in .projenrc.ts are those of the project type.
    const projenrc = readFileSync(join(root, '.projenrc.ts'), 'utf8');
    writeFileSync(join(root, '.projenrc.ts'), projenrc.replace('template:', 'tempate:'));
    expect(run(root, 'node', [bin, 'default'])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining("'tempate' does not exist in type 'HomelabTypeScriptProjectOptions'"),
    });
  });
});
