import { existsSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { cosmo, newProject, Ran, SMALL } from './cosmo';

/** Run one program; other files stand beside it. */
function run(text: string, files: Record<string, string> = {}, args: string[] = []): Ran & { root: string } {
  const root = newProject({ 'main.ts': text, ...files });
  return { root, ...cosmo(root, ['synth', '--app', 'main.ts', ...args]) };
}

/** What is said of a program that fails; it must say that nothing was written, and write nothing. */
function failure(text: string, files: Record<string, string> = {}, name = 'main.ts'): string {
  const root = newProject({ [name]: text, ...files });
  const { code, stdout, stderr } = cosmo(root, ['synth', '--app', name]);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/nothing was written\.\n(cosmo explain \w+ says more\n)?$/);
  expect(existsSync(join(root, 'nix-out'))).toBe(false);
  return stderr;
}

const HEAD = `import { App, ClaimKind, Claims, Diagnostics, NixosSystem } from 'cosmo-nix';
const app = new App({ release: '25.11' });
`;

describe('an error of the program', () => {
  test('that the library refuses shows its code, the construct and the line of the program', () => {
    const said = failure(`${HEAD}
/* A comment
   of two lines. */
enum Unused {
  A,
  B,
}

function add(name: string): NixosSystem {
  return new NixosSystem(
    app,
    name,
  );
}
add('not a name');
`);
    expect(said).toMatch(/^error [A-Z_]+: .*"not a name"/);
    expect(said).toContain('  in main.ts:12\n     12 | return new NixosSystem(\n  in main.ts:17\n');
    expect(said).not.toContain('node_modules');
  });

  const OWN = {
    'lib/base.ts': `import { Construct } from 'constructs';
import { Diagnostics } from 'cosmo-nix';
export class Base extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.look();
  }
  protected look(): void {
    Diagnostics.of(this).refuse({ code: 'OWN_PORT', message: 'there is no port 0', keyPath: 'port', mend: 'give one' });
  }
}
export class Own extends Base {
  constructor(scope: Construct, id: string) {
    super(scope, id);
  }
  late(): void {
    this.look();
  }
}
`,
  };

  test('that a construct of its own refuses shows the line that makes it; all of the stack with --verbose', () => {
    const program = `${HEAD}import { Own } from './lib/base';\nnew Own(\n  app, 'own');\n`;
    const said = failure(program, OWN);
    expect(said).toBe(
      'error OWN_PORT: there is no port 0\n  at own, port\n  mend: give one\n  in main.ts:4\n     4 | new Own(\n\n' +
        'The program failed; nothing was written.\n',
    );
    const { stderr } = run(program, OWN, ['--verbose']);
    expect(stderr).toMatch(/at Diagnostics\.refuse [^]*at Own\.look .*base\.ts:9:[^]*at new Own .*[^]*main\.ts:4:/);
  });

  test('that a construct refuses once it is made shows the lines that led there', () => {
    const lazy = OWN['lib/base.ts'].replace('    this.look();\n  }\n  protected', '  }\n  protected');
    const said = failure(`${HEAD}import { Own } from './lib/base';\nconst own = new Own(app, 'own');\nown.late();\n`, {
      'lib/base.ts': lazy,
    });
    expect(said).toContain('in lib/base.ts:8\n');
    expect(said).toContain('in main.ts:5\n');
  });

  test('that is none of the library is called by the code that it was given, or its name', () => {
    const thrown = (error: string) => failure(`${HEAD}throw ${error};\n`).split('\n')[0];
    expect(thrown("Object.assign(new Error('not so'), { code: 'OWN_PORT' })")).toBe('error OWN_PORT: not so');
    expect(thrown("Object.assign(new Error('not so'), { code: 'OWN_PORT', name: '' })")).toBe('error OWN_PORT: not so');
    expect(thrown("Object.assign(new Error('ENOENT: gone'), { code: 'ENOENT' })")).toBe('error Error: ENOENT: gone');
    expect(thrown("Object.assign(new TypeError('bad'), { code: 'ERR_BAD_ARG' })")).toBe('error TypeError: bad');
    expect(thrown("Object.assign(new Error('bad'), { name: '' })")).toBe('error Error: bad');
  });

  test('in a file of its own names that file', () => {
    const said = failure(`import { make } from './lib/make';\nmake();\n`, {
      'lib/make.ts': `interface X {\n  a: string;\n}\nexport function make(): X {\n  throw new TypeError('no X today');\n}\n`,
    });
    expect(said).toContain(
      "error TypeError: no X today\n  in lib/make.ts:5\n     5 | throw new TypeError('no X today');\n  in main.ts:2\n",
    );
  });

  test.each([
    ['main.js', ''],
    ['main.cjs', ''],
    ['main.mjs', ''],
    ['main.cts', ''],
  ])('runs it only once and shows its line (%s)', (name) => {
    const said = failure(`console.error('running');\n\nthrow new Error('no');\n`, {}, name);
    expect(said.match(/running/g)).toHaveLength(1);
    expect(said).toContain(`  in ${name}:3\n`);
  });

  test('in a file that it imports may be caught, and that file runs only once', () => {
    const { code, stdout, stderr } = run(
      `const caught = await import('./bad.js').catch((error) => error.message);
let again = '';
try { require('./worse.cjs'); } catch (error) { again = error.message; }
console.log('caught', caught, again);
${SMALL}`,
      {
        'bad.js': `console.error('bad runs');\nthrow new Error('bad');\n`,
        'worse.cjs': `console.error('worse runs');\nthrow new Error('worse');\n`,
      },
    );
    expect([code, stderr]).toEqual([0, 'bad runs\nworse runs\n']);
    expect(stdout).toContain('caught bad worse\n');
  });

  test('shows its whole stack with --verbose', () => {
    const { code, stderr } = run(`${HEAD}new NixosSystem(app, 'not a name');\n`, {}, ['--verbose']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^ {4}at new NixosSystem \(.*nixos-system\.js:\d+:\d+\)$/m);
    expect(stderr).toMatch(/main\.ts:3:/);
  });

  test.each([
    [
      'a rejected promise at its top level',
      `await Promise.reject(new Error('no'));\n`,
      'error Error: no\n  in main.ts:1\n',
    ],
    [
      'a rejected promise that nothing awaits',
      `void Promise.reject(new Error('no'));\n`,
      'error Error: no\n  in main.ts:1\n',
    ],
    [
      'an error in a timer',
      `setTimeout(() => {\n  throw new Error('no');\n}, 10);\n`,
      'error Error: no\n  in main.ts:2\n',
    ],
    ['a text', `throw 'no';\n`, 'error: the program threw no\n'],
    ['an object', `throw { a: 1 };\n`, 'error: the program threw {"a":1}\n'],
    ['undefined', `throw undefined;\n`, 'the program threw undefined'],
    ['a process.exit with a failure', `process.exit(3);\n`, 'error APP_EXIT: main.ts ended itself with 3\n'],
    ['a process.exit with none', `process.exit(0);\n`, 'error APP_EXIT: main.ts ended itself before it synthesized\n'],
    ['no App', `export const x = 1;\n`, 'error APP_NONE: main.ts makes no App\n'],
    [
      'a promise that never comes',
      `${HEAD}await new Promise(() => undefined);\n`,
      'error APP_UNFINISHED: main.ts waits',
    ],
    ['a second App', `${HEAD}new App();\n`, 'error APP_SEVERAL: the program makes a second App\n'],
  ])('may be %s', (_what, text, message) => {
    expect(failure(text)).toContain(message);
  });

  test('may be undefined in plain JavaScript', () => {
    expect(failure('throw undefined;\n', {}, 'main.mjs')).toContain('the program threw undefined');
  });

  test('a second App shows its line', () => {
    expect(failure(`${HEAD}\nnew App();\n`)).toContain('  in main.ts:4\n     4 | new App();\n');
  });

  test('after synth leaves what was written, and says so', () => {
    const { code, stdout, stderr, root } = run(`${SMALL}setTimeout(() => {\n  throw new Error('late');\n}, 10);\n`);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('error Error: late\n  in main.ts:8\n');
    expect(stderr).toContain('what it had synthesized before stands');
    expect(existsSync(join(root, 'nix-out/flake.nix'))).toBe(true);
  });

  test.each([
    ['process.exit', 'process.exit(4);', 'main.ts ended itself with 4'],
    ['process.exitCode', 'process.exitCode = 4;', 'main.ts set the exit code to 4'],
  ])('told by %s after synth is an error', (_what, text, message) => {
    const { code, stderr } = run(`${SMALL}${text}\n`);
    expect(code).toBe(1);
    expect(stderr).toContain(message);
  });

  test('is told although the program has caught what synth threw', () => {
    const said = failure(
      `${HEAD}Diagnostics.of(app).error({ code: 'X', message: 'no' });\ntry { app.synth(); } catch {}\n`,
    );
    expect(said).toContain('error X: no');
  });
});

describe('the text of a program', () => {
  test.each([
    ['main.ts', `const a: number = 1;\n\nconst b = {\n  c: a +;\n};\n`],
    ['main.js', `const a = 1;\n\nconst b = {\n  c: a +;\n};\n`],
    ['main.mjs', `const a = 1;\n\nconst b = {\n  c: a +;\n};\n`],
  ])('that cannot be read is told with its line (%s)', (name, text) => {
    const said = failure(text, {}, name);
    expect(said).toMatch(new RegExp(`^error APP_SYNTAX: ${name} cannot be read: Unexpected token`));
    expect(said).toContain(`  in ${name}:4\n     4 | c: a +;\n`);
  });

  test('that cannot be read in a file of its own names that file', () => {
    const said = failure(`import './lib/x';\n`, { 'lib/x.ts': `export const = 1;\n` });
    expect(said).toContain('lib/x.ts cannot be read');
    expect(said).toContain('  in lib/x.ts:1\n');
  });

  test.each([
    ['main.ts', './hots', `import './hots';`, 'does not exist', 'did you mean "./hosts"?'],
    ['main.ts', './nowhere/x', `import './nowhere/x';`, 'does not exist', 'there is no folder'],
    ['main.ts', '@a/b/c', `import '@a/b/c';`, 'is not installed', 'npm install @a/b'],
    ['main.mjs', 'left-pad', `import 'left-pad';`, 'is not installed', 'npm install left-pad'],
    ['main.mjs', 'hots.js', `import './hots.js';`, 'does not exist', 'did you mean'],
    ['main.cjs', 'left-pad', `require('left-pad');`, 'is not installed', 'npm install left-pad'],
  ])('%s that imports %s, which there is not, says which and where', (name, wanted, line, what, mend) => {
    const said = failure(`\n${line}\n`, { 'hosts.ts': '', 'hosts.js': '' }, name);
    expect(said).toMatch(/^error APP_IMPORT: /);
    expect(said).toContain(wanted);
    expect(said).toContain(what);
    expect(said).toContain(mend);
    expect(said).toContain(`  in ${name}:2\n`);
  });
});

describe('a check that fails', () => {
  const FAILING = `${HEAD}const spoil = (system: NixosSystem) => {
  const name = system.systemName;
  Claims.of(system).add({ kind: ClaimKind.MAC_ADDRESS, value: '52:54:00:00:00:01' });
  Diagnostics.of(system).error({ code: 'OWN', message: name + ' is bad', mend: 'make it good', keyPath: 'a.b' });
  Diagnostics.of(system).warning({ code: 'WARN', message: name + ' is so-so' });
};
spoil(new NixosSystem(app, 'one'));
spoil(new NixosSystem(app, 'two'));
app.synth();
`;

  test('prints all findings, both constructs of a claim, and counts the errors', () => {
    const said = failure(FAILING);
    expect(said).toContain('error OWN: one is bad\n  at one, a.b\n  mend: make it good\n');
    expect(said).toContain('error OWN: two is bad\n');
    expect(said).toMatch(/error MAC_ADDRESS_TAKEN: [^]*one[^]*two/);
    expect(said).toContain('warning WARN: one is so-so\n');
    expect(said).toMatch(/\n3 errors, 2 warnings; nothing was written\.\ncosmo explain MAC_ADDRESS_TAKEN says more\n$/);
    expect(said).not.toContain('synth()');
  });

  test('leaves the last good output as it is', () => {
    const root = newProject({ 'main.ts': SMALL, 'bad.ts': FAILING });
    expect(cosmo(root, ['synth', '--app', 'main.ts']).code).toBe(0);
    const before = readFileSync(join(root, 'nix-out/cosmo.json'), 'utf8');
    expect(cosmo(root, ['synth', '--app', 'bad.ts']).code).toBe(1);
    expect(readFileSync(join(root, 'nix-out/cosmo.json'), 'utf8')).toBe(before);
  });

  test('with --json gives its findings on standard output too', () => {
    const { code, stdout, stderr } = run(FAILING, {}, ['--json']);
    expect(code).toBe(1);
    const { error } = JSON.parse(stdout) as { error: { code: string; diagnostics: { code: string }[] } };
    expect(error.code).toBe('CHECK_FAILED');
    expect(error.diagnostics.map((d) => d.code).sort()).toEqual(['MAC_ADDRESS_TAKEN', 'OWN', 'OWN', 'WARN', 'WARN']);
    expect(stderr).toContain('error OWN: one is bad');
  });

  test('says one error as one', () => {
    expect(failure(`${HEAD}Diagnostics.of(app).error({ code: 'X', message: 'no' });\n`)).toMatch(
      /^error X: no\n {2}at \(the app\)\n\n1 error; nothing was written\.\n$/,
    );
  });
});

describe('an output that cannot be written', () => {
  test('because a generated file was edited ends with 3, and --force goes on and names it', () => {
    const { root } = run(SMALL);
    const file = join(root, 'nix-out/hosts/server/web.nix');
    const edited = `${readFileSync(file, 'utf8')}# mine\n`;
    writeFileSync(file, edited);
    const refused = cosmo(root, ['synth', '--app', 'main.ts']);
    expect([refused.code, refused.stdout]).toEqual([3, '']);
    expect(refused.stderr).toMatch(/^error WRITE_EDITED_BY_HAND: /);
    expect(refused.stderr).toContain('web.nix');
    expect(refused.stderr).toContain('--force');
    expect(refused.stderr).not.toContain('main.ts');
    expect(readFileSync(file, 'utf8')).toBe(edited);
    const forced = cosmo(root, ['synth', '--app', 'main.ts', '--force']);
    expect([forced.code, forced.stderr]).toEqual([0, '']);
    expect(forced.stdout).toContain('edited by hand, and overwritten as --force asked: hosts/server/web.nix\n');
    expect(readFileSync(file, 'utf8')).not.toContain('# mine');
  });

  test('because a file stands in its place ends with 3', () => {
    const { code, stderr } = run(SMALL, { 'nix-out': 'mine' });
    expect(code).toBe(3);
    expect(stderr).toMatch(/^error WRITE_/);
  });

  test('with --json says so on standard output', () => {
    const { code, stdout } = run(SMALL, { 'nix-out': 'mine' }, ['--json']);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: expect.stringMatching(/^WRITE_/) as string } });
  });
});

test('a refusal of the Nix language shows its code and the line of the program', () => {
  const said = failure(`import { Nix } from 'cosmo-nix';\n\nNix.raw('{ a = ; }');\n`);
  expect(said).toMatch(/^error NIX_SYNTAX: /);
  expect(said).toContain('  in main.ts:3\n');
});
