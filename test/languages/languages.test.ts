import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildPackages, installed, Language, languagesHere, outputOf, run, USED } from './packages';
import { missingTools } from '../../projenrc/package-languages';
import { cosmo, newProject, PACKAGE } from '../cli/cosmo';

const examples = join(PACKAGE, 'examples/languages');
/** Node says at each start that it has ended; the tests are not about that. */
const QUIET = { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1' };

let packages: string;
let said: string;
let wanted: Record<string, string>;

beforeAll(() => {
  const read = (name: string) => readFileSync(join(examples, 'typescript', name), 'utf8');
  const root = newProject({ 'main.ts': read('main.ts'), 'cosmo.toml': read('cosmo.toml') });
  expect(cosmo(root, ['synth'])).toMatchObject({ code: 0, stderr: '' });
  wanted = outputOf(root);
  ({ folder: packages, said } = buildPackages());
}, 600_000);

test('the estate in TypeScript is a whole one', () => {
  expect(Object.keys(wanted)).toEqual(
    expect.arrayContaining(['flake.nix', 'hosts/server/jellyfin/default.nix', 'hosts/server/proxy.nix']),
  );
});

describe.each(USED)('in %s', (language) => {
  const testHere = languagesHere.includes(language) ? test : test.skip;

  testHere(
    'the same estate is written byte for byte, and once more',
    () => {
      const { root, env } = installed(language, packages);
      // What is compiled or fetched at the first time takes longer than a run of the command may.
      WARM[language]?.(root);
      for (let round = 0; round < 2; round++) {
        const { code, stderr } = cosmo(root, ['synth'], { ...QUIET, ...env });
        expect(stderr).not.toMatch(/error|warning/i);
        expect(code).toBe(0);
        expect(outputOf(root)).toEqual(wanted);
      }
    },
    300_000,
  );

  testHere(
    'a finding ends the run, and tells what and where',
    () => {
      const { root, env } = installed(language, packages);
      const { program } = FILES[language];
      change(join(root, program), '5f0c2a91', 'not hex');
      const { code, stderr } = cosmo(root, ['synth'], { ...QUIET, ...env });
      expect(code).toBe(1);
      expect(stderr).toMatch(/^error HOST_ID: "not hex" is no host id\n {2}at server, hostId\n/);
      expect(stderr).toContain(`\n  in ${program}:`);
      // What jsii, Python and Maven say of themselves is left out.
      expect(stderr).not.toMatch(/Traceback|kernel|goroutine|\[ERROR\]|Node 20/);
      expect(readdirSync(root)).not.toContain('nix-out');
    },
    300_000,
  );

  testHere(
    'the estate is tested by the library, and what fails says what is wanted and who set it',
    () => {
      const { root, env } = installed(language, packages);
      const { test: file, command } = FILES[language];
      const [tool, ...args] = command;
      const traced = { ...env, JSII_HOST_STACK_TRACES: '1' };
      expect(() => run(root, tool!, args, traced)).not.toThrow();

      change(join(root, file), /("vm.swappiness":?,? )10/, '$111');
      const failure = failureOf(() => run(root, tool!, args, traced));
      const told = failure.replace(/\x1b\[[\d;]*m/g, '').replace(/^(?:\[ERROR\] ?|\t)/gm, '');
      expect(told).toContain('OPTION_DIFFERS: boot.kernel.sysctl of server is not {');
      expect(told).toContain('    "vm.swappiness" = 10;  # ✗ want 11\n');
      expect(told).toMatch(/\nset by\n {2}server\/proxy \(NixModule\)/);
      // Go does not tell the library its lines.
      if (language !== 'go') expect(told).toMatch(/\(NixModule\), in (?:estate\/)?[Mm]ain\.(?:py|java):\d+/);
      expect(told).not.toMatch(/program\.js|kernel\.js|KernelHost/);
    },
    300_000,
  );
});

/** The program of each language, its tests, and what runs these. */
const FILES: Readonly<Record<Language, { program: string; test: string; command: readonly string[] }>> = {
  python: { program: 'main.py', test: 'test_main.py', command: ['.venv/bin/python3', '-m', 'unittest'] },
  java: {
    program: 'src/main/java/estate/Main.java',
    test: 'src/test/java/estate/EstateTest.java',
    command: [
      ...['mvn', '--quiet', 'test-compile', 'exec:java'],
      ...['-Dexec.mainClass=estate.EstateTest', '-Dexec.classpathScope=test'],
    ],
  },
  go: { program: 'main.go', test: 'main_test.go', command: ['go', 'test'] },
};

/** Write another text into a file, which has to be in it. */
function change(file: string, what: string | RegExp, by: string): void {
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(what);
  writeFileSync(file, text.replace(what, by));
}

function failureOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it has not failed');
}

const WARM: Partial<Record<Language, (root: string) => void>> = {
  java: (root) => void run(root, 'mvn', ['-q', 'compile', 'dependency:resolve-plugins'], {}),
  go: (root) => void run(root, 'go', ['build', '-o', '/dev/null', '.'], {}),
};

test('one command builds all packages, and says of each language what became of it', () => {
  const lines = said.split('\n').map((line) => /^(python|java|go|dotnet) +(.+)$/.exec(line)?.slice(1));
  const outcomes = Object.fromEntries(lines.filter((line) => line !== undefined)) as Record<string, string>;
  expect(Object.keys(outcomes)).toEqual(['python', 'java', 'go', 'dotnet']);
  for (const [language, outcome] of Object.entries(outcomes)) {
    const missing = missingTools(language as Language);
    if (missing.length > 0) expect(outcome).toContain(`not built: ${missing.join(' and ')} is missing`);
    else expect(existsSync(resolve(PACKAGE, outcome))).toBe(true);
  }
});

test('the classes of .NET are written', () => {
  if (missingTools('dotnet').length === 0) return expect(said).toMatch(/^dotnet .*\.nupkg$/m);
  const folder = join(packages, 'dotnet/CosmoNix');
  expect(readdirSync(folder)).toContain('CosmoNix.csproj');
  expect(readdirSync(join(folder, 'CosmoNix'))).toEqual(expect.arrayContaining(['App.cs', 'Host.cs', 'HostProps.cs']));
  // A class of the library is called System, and stands nearer than the namespace.
  const host = readFileSync(join(folder, 'CosmoNix/Host.cs'), 'utf8');
  expect(host).toContain('global::System.Collections.Generic.IDictionary<string, object>');
  expect(host.replace(/"(?:\\.|[^"\\])*"|\/\/.*/g, '')).not.toMatch(/(?<![\w.:])System\./);
  // The examples of doc comments are in the language of the package.
  const pool = readFileSync(join(folder, 'CosmoNix/ZfsPool.cs'), 'utf8');
  expect(pool).toContain('new ZfsPool(laddie, "tank", new ZfsPoolProps {');
});

test('a language that is needed and cannot be built is refused, and so is one that there is none of', () => {
  const script = [require.resolve('tsx/cli'), 'projenrc/package-languages.ts'];
  // On a machine that has Node.js alone.
  const build = (...args: string[]) => run(PACKAGE, process.execPath, [...script, ...args], { PATH: '' });
  expect(() => build('--need', 'go,dotnet')).toThrow(
    /go is needed, and go is missing\.\ndotnet is needed, and the SDK/,
  );
  expect(() => build('--need', 'cobol')).toThrow(
    'There are no packages for cobol; there are for python, java, go, dotnet',
  );
  expect(() => build('--all')).toThrow('--all is no option');
});
