import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse } from '@iarna/toml';
import * as cosmo from '../../src';
import { Language, ProjectFiles, ProjectSettings, Template, TEMPLATES } from '../../src/init';
import { project } from '../support/estate';
import { runProgram } from '../support/program';

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOP8t+f7fj02iexTSCpuNhogm6hlWb6MWwPvr5GdYS/E ada@laptop';
const DISK = '/dev/disk/by-id/nvme-WD_Red_SN700_500GB_21221D800';

const PLAIN: ProjectSettings = {
  name: 'homelab',
  host: 'server',
  user: 'ada',
  keys: [],
  release: '26.05',
  timeZone: 'Europe/Berlin',
  networkCard: 'enp1s0',
  zfs: false,
  tailscale: false,
  version: '1.2.3',
};

/** What can be asked for, together and alone. */
const VARIANTS: Readonly<Record<string, ProjectSettings>> = {
  plain: PLAIN,
  'with a key': { ...PLAIN, keys: [KEY] },
  'with two keys': { ...PLAIN, keys: [KEY, KEY.replace('laptop', "desk's")] },
  'on a disk': { ...PLAIN, keys: [KEY], disk: DISK },
  'on ZFS': { ...PLAIN, disk: DISK, zfs: true },
  'with a pool that is there': { ...PLAIN, zfs: true, tailscale: true },
  'with long names': {
    ...PLAIN,
    name: `@${'home'.repeat(12)}/${'lab'.repeat(10)}`,
    host: 'attic-'.repeat(10) + 'x',
    user: 'ada-'.repeat(7) + 'love',
    disk: '/dev/disk/by-id/nvme-Samsung_SSD_980_PRO_with_Heatsink_2TB_S6WRNS0T123456A_1',
    zfs: true,
    keys: [KEY],
    timeZone: 'America/Argentina/ComodRivadavia',
    networkCard: 'enp100s100f7np7',
    tailscale: true,
  },
};
const RELEASES = ['24.11', '25.05', '25.11', '26.05', 'unstable'];

const estates = TEMPLATES.filter(({ name }) => name !== 'library');
const library = TEMPLATES.find(({ name }) => name === 'library')!;
const every = TEMPLATES.flatMap((template) =>
  template.languages.map((language) => [template.name, language, template] as const),
);
const scripts = estates.flatMap((template) =>
  [Language.TYPESCRIPT, Language.JAVASCRIPT].map((language) => [template.name, language, template] as const),
);

function programOf(files: ProjectFiles): string {
  return files.get('main.ts') ?? files.get('main.js') ?? files.get('main.py')!;
}

function put(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** What is found in an estate, by code, with what it says. */
function findings(template: Template, language: Language, settings: ProjectSettings): string[] {
  const app = runProgram(programOf(template.files(settings, language)));
  return app.check().map(({ code, message }) => `${code}: ${message}`);
}

describe.each(every)('%s in %s', (_name, language, template) => {
  const files = template.files(PLAIN, language);

  test('has what every project has', () => {
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(['cosmo.toml', 'package.json', '.gitignore', 'README.md']),
    );
    const { app } = parse(files.get('cosmo.toml')!) as { app: string };
    expect(files.has(app.replace('python3 ', ''))).toBe(true);
  });

  test('names the version of Cosmo that wrote it, and the commands', () => {
    const {
      name,
      scripts: commands,
      dependencies,
      devDependencies,
    } = JSON.parse(files.get('package.json')!) as Record<string, Record<string, string>>;
    expect(name).toBe('homelab');
    expect({ ...dependencies, ...devDependencies }['cosmo-nix']).toBe('^1.2.3');
    expect(commands).toMatchObject({ synth: 'cosmo synth', check: 'cosmo check', diff: 'cosmo diff' });
  });

  test('makes up no key, and says nothing that is not filled in', () => {
    for (const text of files.values()) expect(text).not.toMatch(/ssh-ed25519 AAAA|undefined|TODO|REPLACE|\[object/);
  });
});

describe.each(scripts)('the estate of %s in %s', (_name, language, template) => {
  test.each(Object.entries(VARIANTS))('has nothing wrong with it, %s', (_variant, settings) => {
    expect(findings(template, language, settings)).toEqual([]);
  });
});

describe.each(estates.map((template) => [template.name, template] as const))('%s', (_name, template) => {
  test.each(RELEASES)('has nothing wrong with it, from %s', (release) => {
    expect(findings(template, Language.TYPESCRIPT, { ...PLAIN, release })).toEqual([]);
    expect(findings(template, Language.TYPESCRIPT, { ...VARIANTS['on ZFS']!, release })).toEqual([]);
  });

  test('is the same estate in TypeScript and in JavaScript', () => {
    for (const settings of Object.values(VARIANTS)) {
      const [typed, plain] = [Language.TYPESCRIPT, Language.JAVASCRIPT].map((language) =>
        runProgram(programOf(template.files(settings, language))).render(),
      );
      expect(typed).toEqual(plain);
    }
  });

  test('says in its README what must be made yours', () => {
    for (const settings of Object.values(VARIANTS)) {
      const readme = template.files(settings, Language.TYPESCRIPT).get('README.md')!;
      expect(readme).toContain(`/etc/secrets/${settings.user}`);
      expect(readme).toContain(`./nix-out#${settings.host}`);
      if (settings.keys.length === 0) expect(readme).toContain('`keys` in `main.ts` is empty');
      if (settings.disk !== undefined) expect(readme).toContain('**All that is on it is lost**');
      else expect(readme).not.toContain('nixos-anywhere');
    }
  });

  test('calls Python only by names that there are, and imports what it uses', () => {
    for (const settings of Object.values(VARIANTS)) {
      const text = programOf(template.files(settings, Language.PYTHON));
      const [, list] = /^from cosmo_nix import \(?([^)]*?)\)?\n\n/.exec(text)!;
      const imported = list!.split(/[\s,]+/).filter((name) => name !== '');
      const code = text.replace(/^from [^]*?\n\n/, '').replace(/#.*|"[^"]*"/g, '');
      const used = new Set([...code.matchAll(/(?<![.\w])[A-Z]\w+(?=[.(])/g)].map(([name]) => name));
      expect([...used].sort()).toEqual([...imported].sort());
      // Props are structs, of which only Python has classes.
      for (const name of imported.filter((struct) => !/(Props|Forward|Disk|Layout|Snapshots)$/.test(struct))) {
        expect([name, name in cosmo]).toEqual([name, true]);
      }
    }
  });
});

test('all of it is formatted, by prettier where it knows the language', () => {
  const root = project();
  for (const [name, language, template] of every) {
    for (const [variant, settings] of Object.entries(VARIANTS)) {
      for (const [path, text] of template.files(settings, language)) {
        expect(text.endsWith('\n') && !text.endsWith('\n\n')).toBe(true);
        expect(text).not.toMatch(/[ \t]$/m);
        put(join(root, `${name} ${language} ${variant}`, path), text);
      }
    }
  }
  const prettier = resolve(__dirname, '../../node_modules/prettier/bin/prettier.cjs');
  const style = ['--single-quote', '--print-width', '100', '--trailing-comma', 'all', '--no-config'];
  const { stdout, stderr } = spawnSync(process.execPath, [prettier, ...style, '--list-different', root], {
    encoding: 'utf8',
    cwd: root,
  });
  expect([stdout, stderr]).toEqual(['', '']);
});

test('what is written in Python is Python', () => {
  const root = project();
  const files: string[] = [];
  for (const template of estates) {
    for (const [variant, settings] of Object.entries(VARIANTS)) {
      const file = join(root, `${template.name} ${variant}.py`);
      put(file, programOf(template.files(settings, Language.PYTHON)));
      files.push(file);
    }
  }
  expect(() => execFileSync('python3', ['-W', 'error', '-m', 'py_compile', ...files], { stdio: 'pipe' })).not.toThrow();
});

describe('requirements of Python', () => {
  test.each([
    ['1.2.3', '>=1.2.3,<2'],
    ['0.3.1', '>=0.3.1,<0.4'],
    ['0.0.0', '>=0.0.0,<0.0.1'],
  ])('of %s are %s, as npm reads ^', (version, range) => {
    const files = estates[0]!.files({ ...PLAIN, version }, Language.PYTHON);
    expect(files.get('requirements.txt')).toBe(`constructs>=10.4.2,<11\ncosmo-nix${range}\n`);
  });
});

describe('library', () => {
  const files = library.files(PLAIN, Language.TYPESCRIPT);

  test('is published without tests and example, and brings no copy of Cosmo', () => {
    const manifest = JSON.parse(files.get('package.json')!) as Record<string, unknown>;
    expect(manifest).toMatchObject({
      files: ['lib'],
      main: 'lib/index.js',
      types: 'lib/index.d.ts',
      peerDependencies: { 'cosmo-nix': '^1.2.3', constructs: '^10.4.2' },
    });
    expect(manifest).not.toHaveProperty('dependencies');
    expect(manifest).not.toHaveProperty('private');
  });

  test('has a test of what its construct writes', () => {
    expect(files.get('test/uptime-kuma.test.ts')).toContain('toMatchInlineSnapshot(`\n"# server/uptime. Written');
  });
});
