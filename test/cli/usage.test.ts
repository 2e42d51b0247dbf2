import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { cosmo, newProject, PACKAGE, put, SMALL } from './cosmo';

/** A project whose `cosmo.toml` is this text. */
function withConfig(toml: string): string {
  return newProject({ 'main.ts': SMALL, 'cosmo.toml': toml });
}

describe('the command', () => {
  const empty = newProject({});

  test('prints its help on standard output, with the exit codes', () => {
    const { code, stdout, stderr } = cosmo(empty, ['--help']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Usage: cosmo /);
    expect(stdout).toMatch(/synth .*check the estate/);
    for (const line of ['0  all went well', '1  the estate', '2  the command line', '3  the output']) {
      expect(stdout).toContain(line);
    }
  });

  test('without arguments is told what there is, and fails as wrongly used', () => {
    const { code, stdout, stderr } = cosmo(empty, []);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^Usage: cosmo /);
  });

  test.each([['--version'], ['-V']])('prints its version (%s)', (option) => {
    const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string };
    expect(cosmo(empty, [option])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  test.each([
    ['an unknown verb', ['sinth'], "unknown command 'sinth'", 'Did you mean synth?'],
    ['an unknown option', ['synth', '--forse'], "unknown option '--forse'", 'Did you mean --force?'],
    ['an unknown option of its own', ['--versoin'], "unknown option '--versoin'", 'Did you mean --version?'],
    ['an argument too many', ['synth', 'main.ts'], 'too many arguments', '--help'],
    ['an option without its value', ['synth', '--out'], "'-o, --out <folder>' argument missing", '--help'],
    ['an empty value', ['synth', '--out', ''], 'OPTION_EMPTY', '--out'],
    ['options that contradict', ['synth', '-q', '-v'], 'OPTIONS_CONFLICT', 'give one of the two'],
    ['no program', ['synth'], 'APP_UNKNOWN', 'write app = "main.ts" into a cosmo.toml'],
    ['a configuration that is not there', ['synth', '-c', 'x.toml'], 'CONFIG_MISSING', 'x.toml'],
    ['a configuration that is a folder', ['synth', '-c', '.'], 'CONFIG_MISSING', 'is a folder'],
  ])('refuses %s', (_what, args, message, mend) => {
    const { code, stdout, stderr } = cosmo(empty, args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).toContain(mend);
  });
});

describe('cosmo.toml', () => {
  test('is found from a folder below it', () => {
    const root = withConfig('app = "main.ts"\noutput = "out/flake"\n');
    put(root, { 'a/b/note.txt': '' });
    expect(cosmo(join(root, 'a/b'), ['synth']).code).toBe(0);
    expect(existsSync(join(root, 'out/flake/flake.nix'))).toBe(true);
  });

  test('is read where a byte-order mark begins it', () => {
    expect(cosmo(withConfig('\uFEFFapp = "main.ts"\n'), ['synth']).code).toBe(0);
  });

  test('can be named, and its folder is the root then', () => {
    const root = newProject({ 'estate/main.ts': SMALL, 'estate/other.toml': 'app = "main.ts"\n' });
    expect(cosmo(root, ['synth', '--config', 'estate/other.toml']).code).toBe(0);
    expect(existsSync(join(root, 'estate/nix-out/flake.nix'))).toBe(true);
  });

  test.each([
    ['no TOML', 'app = main.ts\n', 'CONFIG_SYNTAX', 'row 1'],
    ['a misspelt key', 'app = "main.ts"\nouput = "x"\n', 'the key "ouput"', 'did you mean "output"?'],
    [
      'a strange key',
      'app = "main.ts"\nverbosity = 3\n',
      'the key "verbosity"',
      'takes "app", "output" and "warnings"',
    ],
    ['a table', '[app]\nfile = "main.ts"\n', '"app" in', 'is a table, not a text'],
    ['a list', 'app = ["node", "main.js"]\n', '"app" in', 'is a list, not a text'],
    ['a boolean', 'app = true\n', '"app" in', 'is the boolean true, not a text'],
    ['a number', 'app = "main.ts"\noutput = 3\n', '"output" in', 'is the number 3, not a text'],
    ['a date', 'app = 2026-01-01\n', '"app" in', 'is a date, not a text'],
    ['an empty value', 'app = ""\n', '"app" in', 'is empty'],
    ['no program', 'output = "x"\n', 'does not say which program', 'write app = "main.ts" into it'],
    ['a program that is not there', 'app = "mian.ts"\n', 'there is no', 'did you mean "main.ts"?'],
    ['a folder as program', 'app = "."\n', '. is a folder', 'name the program in it'],
  ])('is refused with %s', (_what, toml, message, mend) => {
    const { code, stdout, stderr } = cosmo(withConfig(toml), ['synth']);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr).toContain(mend);
  });
});

describe('options of synth', () => {
  test('--app and --out are meant from the folder the command is called in', () => {
    const root = withConfig('app = "nothing.ts"\n');
    put(root, { 'sub/other.ts': SMALL });
    expect(cosmo(join(root, 'sub'), ['synth', '--app', 'other.ts', '--out', 'here'])).toMatchObject({ code: 0 });
    expect(existsSync(join(root, 'sub/here/flake.nix'))).toBe(true);
  });

  test('--app takes a file with a space in its name', () => {
    const root = newProject({ 'my estate.ts': SMALL });
    expect(cosmo(root, ['synth', '--app', 'my estate.ts'])).toMatchObject({ code: 0 });
  });

  test('--out outside the project is refused as an output that cannot be written', () => {
    const { code, stderr } = cosmo(withConfig('app = "main.ts"\n'), ['synth', '--out', '../elsewhere']);
    expect(code).toBe(3);
    expect(stderr).toContain('WRITE_OUTSIDE_PROJECT');
  });

  test('--quiet prints nothing where there is nothing to say', () => {
    expect(cosmo(withConfig('app = "main.ts"\n'), ['synth', '-q'])).toMatchObject({ code: 0, stdout: '', stderr: '' });
  });
});
