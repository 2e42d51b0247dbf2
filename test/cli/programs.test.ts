import { cpSync, existsSync, readdirSync, symlinkSync } from 'fs';
import { join } from 'path';
import { cosmo, newProject, PACKAGE, put, Ran, SMALL } from './cosmo';

/** Run one program, with other files beside it. */
function run(
  name: string,
  text: string,
  files: Record<string, string> = {},
  args: string[] = [],
): Ran & { root: string } {
  const root = newProject({ [name]: text, ...files });
  return { root, ...cosmo(root, ['synth', '--app', name, ...args]) };
}

const REQUIRE = `const { App, NixosSystem } = require('cosmo-nix');
const app = new App({ release: '25.11' });
new NixosSystem(app, 'server');
app.synth();
`;
const IMPORT = SMALL;
const MODULE = JSON.stringify({ type: 'module' });

describe('a program', () => {
  test.each([
    ['main.ts', SMALL, {}],
    ['main.mts', SMALL, {}],
    ['main.cts', REQUIRE, {}],
    ['main.ts', SMALL, { 'package.json': MODULE }],
    ['main.js', REQUIRE, {}],
    ['main.cjs', REQUIRE, {}],
    ['main.mjs', IMPORT, {}],
    ['main.js', IMPORT, { 'package.json': MODULE }],
    ['main.js', IMPORT, {}],
    ['main.cts', `import cosmo = require('cosmo-nix');\nnew cosmo.App().synth();\n`, {}],
  ])('runs as %s', (name, text, files) => {
    const { code, stderr, stdout } = run(name, text, files);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/files in nix-out: \d+ new/);
  });

  test('uses what TypeScript has: enums, types, parameter properties, top-level await, own files, packages, JSON', () => {
    const { code, stderr, stdout } = run(
      'main.ts',
      `import type { Machine } from './lib/machines';
import { App, NixModule, NixosSystem, type NixosSystemProps } from 'cosmo-nix';
import { Construct } from 'constructs';
import * as path from 'node:path';
import { machines, Kind } from './lib/machines';
import { named } from './lib/named.js';
import data from './lib/data.json';
import leftpad from 'some-commonjs';
import { pad } from 'some-esm';

enum Size { SMALL, BIG = 5 }
const enum Flat { ONE = 'one' }
class Rack extends Construct {
  constructor(scope: Construct, id: string, public readonly size: Size = Size.BIG) { super(scope, id); }
}
const later = await Promise.resolve<string>('later');
const app: App = new App({ release: '25.11' });
const rack = new Rack(app, 'rack');
for (const machine of machines satisfies Machine[]) {
  const props: NixosSystemProps = {};
  const system = new NixosSystem(rack, machine.name, props);
  new NixModule(system, 'm', { options: { environment: { etc: { note: { text:
    [Kind.SERVER, rack.size, Flat.ONE, later, named(), data.n, leftpad('x'), pad('y'), path.basename('/a/b')].join(' ') } } } } });
}
app.synth();
console.log(app.render()['hosts/one/m.nix'] ?? Object.keys(app.render()).join());
`,
      {
        'lib/machines.ts': `export interface Machine { name: string }\nexport enum Kind { SERVER = 'server' }\nexport const machines: Machine[] = [{ name: 'one' }];\n`,
        'lib/named.ts': `export const named = () => 'named';\n`,
        'lib/data.json': '{ "n": 7 }',
        'node_modules/some-commonjs/package.json': '{ "name": "some-commonjs", "main": "i.js" }',
        'node_modules/some-commonjs/i.js': `module.exports = (text) => '<' + text;\n`,
        'node_modules/some-esm/package.json': '{ "name": "some-esm", "type": "module", "exports": "./i.js" }',
        'node_modules/some-esm/i.js': `export const pad = (text) => '>' + text;\n`,
      },
    );
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('"server 5 one later named 7 <x >y b"');
  });

  test('may name its files by the paths of tsconfig.json', () => {
    const { code, stderr } = run('main.ts', `import { name } from '~/name';\n${SMALL}void name;\n`, {
      'src/name.ts': `export const name = 'x';\n`,
      'tsconfig.json': '{\n  // a comment\n  "compilerOptions": { "paths": { "~/*": ["./src/*"] } },\n}\n',
    });
    expect([code, stderr]).toEqual([0, '']);
  });

  test.each(['{ "extends": "@tsconfig/node20" }', '{ "compilerOptions": { "paths": ', '"paths"'])(
    'does not need a tsconfig.json that is right (%s)',
    (tsconfig) => {
      expect(run('main.ts', SMALL, { 'tsconfig.json': tsconfig })).toMatchObject({ code: 0, stderr: '' });
    },
  );

  test('evaluates a file that two others import once', () => {
    const { code, stdout } = run('main.ts', `import './a';\nimport './b';\n${SMALL}`, {
      'a.ts': `import './shared';\n`,
      'b.ts': `import './shared';\n`,
      'shared.ts': `console.log('evaluated');\n`,
    });
    expect([code, stdout.match(/evaluated/g)]).toEqual([0, ['evaluated']]);
  });

  test('runs where nothing is installed: the library is the one that the command came with', () => {
    const root = newProject(
      { 'main.ts': `import { Construct } from 'constructs';\n${SMALL}void Construct;\n` },
      { installed: false },
    );
    expect(cosmo(root, ['synth', '--app', 'main.ts'])).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(root).sort()).toEqual(['main.ts', 'nix-out']);
  });

  test('may use another copy of the library than the command does', () => {
    const root = newProject({ 'main.ts': SMALL.replace('app.synth();', '') }, { installed: false });
    put(root, { 'node_modules/cosmo-nix/package.json': '{ "name": "cosmo-nix", "main": "lib/index.js" }' });
    copyLibrary(root);
    const { code, stderr, stdout } = cosmo(root, ['synth', '--app', 'main.ts']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('1 system in');
    put(root, { 'main.ts': SMALL.replace("'server'", "'not a name'") });
    const refused = cosmo(root, ['synth', '--app', 'main.ts']);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^error [A-Z_]+: .*not a name/);
    expect(refused.stderr).toContain('  in main.ts:4\n');
  });

  test('need not call synth', () => {
    const { code, root } = run('main.ts', SMALL.replace('app.synth();', ''));
    expect(code).toBe(0);
    expect(existsSync(join(root, 'nix-out/flake.nix'))).toBe(true);
  });

  test('may build its tree later, without a top-level await', () => {
    const { code, stdout, stderr } = run(
      'main.ts',
      `import { App, NixosSystem } from 'cosmo-nix';
async function main() {
  const app = new App({ release: '25.11' });
  await new Promise((done) => setTimeout(done, 50));
  new NixosSystem(app, 'server');
}
void main();
`,
    );
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('1 system in');
  });

  test('that calls synth twice is told of as one run', () => {
    const { code, stdout } = run('main.ts', `${SMALL}new NixosSystem(app, 'second');\napp.synth();\n`);
    expect(code).toBe(0);
    expect(stdout).toMatch(/2 systems in (\d+) files in nix-out: \1 new \(/);
  });

  test('may end itself once it has synthesized', () => {
    expect(run('main.ts', `${SMALL}process.exit(0);\n`)).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringMatching(/1 system in/) as string,
    });
  });

  test('finds itself in process.argv and the root as its folder', () => {
    const { stdout, root } = run('main.ts', `${SMALL}console.log(process.argv.slice(1).join(), process.cwd());\n`);
    expect(stdout).toContain(`${root}/main.ts ${root}\n`);
  });
});

/** The compiled library as a copy of its own, with what it needs. */
function copyLibrary(root: string): void {
  cpSync(join(PACKAGE, 'lib'), join(root, 'node_modules/cosmo-nix/lib'), { recursive: true });
  symlinkSync(join(PACKAGE, 'node_modules/constructs'), join(root, 'node_modules/constructs'));
}

/** What is kept of programs, beside what is kept of the library's types. */
function programsIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => !name.startsWith('types-'));
}

describe('the compiled program', () => {
  test('is kept below node_modules, where there is one', () => {
    const { root } = run('main.ts', SMALL);
    expect(programsIn(join(root, 'node_modules/.cache/cosmo'))).toHaveLength(1);
    expect(readdirSync(root).sort()).toEqual(['main.ts', 'nix-out', 'node_modules']);
  });

  test('is kept in the cache folder of the user elsewhere', () => {
    const root = newProject({ 'main.ts': SMALL }, { installed: false });
    const cache = newProject({}, { installed: false });
    cosmo(root, ['synth', '--app', 'main.ts'], { XDG_CACHE_HOME: cache });
    expect(programsIn(join(cache, 'cosmo-nix/programs'))).toHaveLength(1);
  });

  test('is made anew when the program changes', () => {
    const { root } = run('main.ts', `${SMALL}console.log('first');\n`);
    put(root, { 'main.ts': `${SMALL}console.log('second');\n` });
    expect(cosmo(root, ['synth', '--app', 'main.ts']).stdout).toMatch(/^second$/m);
  });

  test('is kept nowhere where nothing can be written', () => {
    const root = newProject({ 'main.ts': SMALL }, { installed: false });
    const temporary = newProject({}, { installed: false });
    const env = { XDG_CACHE_HOME: join(root, 'main.ts'), TMPDIR: temporary };
    expect(cosmo(root, ['synth', '--app', 'main.ts'], env)).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(root).sort()).toEqual(['main.ts', 'nix-out']);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
