import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildPackages, installed, Language, languagesHere, outputOf, run, TOOLS } from './packages';
import { cosmo, newProject, PACKAGE } from '../cli/cosmo';

const examples = join(PACKAGE, 'examples/languages');
const here = languagesHere();
/** Node says at each start that it has ended; the tests are not about that. */
const QUIET = { JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1' };

let packages: string;
let wanted: Record<string, string>;

beforeAll(() => {
  const read = (name: string) => readFileSync(join(examples, 'typescript', name), 'utf8');
  const root = newProject({ 'main.ts': read('main.ts'), 'cosmo.toml': read('cosmo.toml') });
  expect(cosmo(root, ['synth'])).toMatchObject({ code: 0, stderr: '' });
  wanted = outputOf(root);
  packages = buildPackages(here);
}, 300_000);

test('the estate in TypeScript is a whole one', () => {
  expect(Object.keys(wanted)).toEqual(
    expect.arrayContaining(['flake.nix', 'hosts/server/jellyfin/default.nix', 'hosts/server/proxy.nix']),
  );
});

describe.each(Object.keys(TOOLS) as Language[])('in %s', (language) => {
  const testHere = here.includes(language) ? test : test.skip;

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
      const file = { python: 'main.py', java: 'src/main/java/estate/Main.java', go: 'main.go' }[language];
      const text = readFileSync(join(root, file), 'utf8');
      const wrong = text.replace('5f0c2a91', 'not hex');
      expect(wrong).not.toBe(text);
      writeFileSync(join(root, file), wrong);
      const { code, stderr, stdout } = cosmo(root, ['synth'], { ...QUIET, ...env });
      expect(code).toBe(1);
      expect(stderr + stdout).toContain('not hex');
      expect(stderr + stdout).toMatch(/hostId|HOST_ID/);
      expect(readdirSync(root)).not.toContain('nix-out');
    },
    300_000,
  );
});

const WARM: Partial<Record<Language, (root: string) => void>> = {
  java: (root) => void run(root, 'mvn', ['-q', 'compile', 'dependency:resolve-plugins'], {}),
  go: (root) => void run(root, 'go', ['build', '-o', '/dev/null', '.'], {}),
};

test('the classes of .NET are written', () => {
  const folder = join(packages, 'dotnet/CosmoNix');
  expect(readdirSync(folder)).toContain('CosmoNix.csproj');
  expect(readdirSync(join(folder, 'CosmoNix'))).toEqual(expect.arrayContaining(['App.cs', 'Host.cs', 'HostProps.cs']));
});

// Building them needs the SDK of .NET, which Debian has no package of: where it is missing there is no test to skip.
if (spawnSync('which', ['dotnet']).status === 0) {
  test('the package of .NET is built', () => {
    run(PACKAGE, 'npx', ['jsii-pacmak', '--target', 'dotnet', '--outdir', join(packages, 'built')], {
      COSMO_PROJECT_TYPES: 'none',
    });
    expect(readdirSync(join(packages, 'built/dotnet')).some((name) => name.endsWith('.nupkg'))).toBe(true);
  }, 300_000);
}
