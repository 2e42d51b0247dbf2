import { spawnSync } from 'child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'fs';
import { join } from 'path';
import { cosmo, newProject, put, Ran } from './cosmo';

/** A program with one host, of these options. */
function program(options: string, more = ''): string {
  return `import { App, NixModule, NixosSystem } from 'cosmo-nix';

const app = new App({ release: '25.11' });
const attic = new NixosSystem(app, 'attic', { platform: 'x86_64-linux' });
new NixModule(attic, 'web', { options: ${options} });
new NixosSystem(app, 'cellar', { platform: 'x86_64-linux' });
${more}
app.synth();
`;
}

const BEFORE = program("{ services: { nginx: { enable: true } }, networking: { hostId: '8425e349' } }");
const AFTER = program("{ services: { nginx: { enable: false } }, networking: { hostId: '8425e349' } }");
const DANGEROUS = program("{ services: { nginx: { enable: true } }, networking: { hostId: '00000000' } }");

/** A project whose program was synthesized and then changed. */
function changed(after: string, before = BEFORE): string {
  const root = newProject({ 'cosmo.toml': 'app = "main.ts"\n', 'main.ts': before });
  expect(cosmo(root, ['synth']).code).toBe(0);
  put(root, { 'main.ts': after });
  return root;
}

function git(root: string, ...args: string[]): void {
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@b', '-c', 'init.defaultBranch=main'];
  const { status, stderr } = spawnSync('git', [...who, ...args], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

function json({ stdout }: Ran): Record<string, any> {
  return JSON.parse(stdout) as Record<string, any>;
}

describe('cosmo diff', () => {
  test('compares with the last output, and writes nothing', () => {
    const root = changed(AFTER);
    const ran = cosmo(root, ['diff']);
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    expect(ran.stdout).toBe(
      [
        'attic (nixosConfigurations.attic): 1 changed',
        '  ~ services.nginx.enable: true → false',
        '',
        'unaffected: cellar',
        '',
        '1 system changes, 1 unaffected (compared with nix-out)',
        '',
      ].join('\n'),
    );
    expect(cosmo(root, ['diff']).stdout).toBe(ran.stdout);
    expect(cosmo(root, ['synth']).code).toBe(0);
    expect(cosmo(root, ['diff']).stdout).toBe('nothing changes: 2 systems as before (compared with nix-out)\n');
  });

  test('tells dangers in a section of their own', () => {
    const { stdout } = cosmo(changed(DANGEROUS), ['diff', '--quiet']);
    expect(stdout).toBe(
      [
        'Dangerous',
        '  ! STORAGE the host id, by which ZFS takes a pool for its own, changes',
        '      attic: networking.hostId: "8425e349" → "00000000"',
        '',
        '1 system changes, 1 unaffected; 1 danger (compared with nix-out)',
        '',
      ].join('\n'),
    );
  });

  test.each([
    ['nothing', BEFORE, 0],
    ['something', AFTER, 5],
    ['something dangerous', DANGEROUS, 6],
  ])('--exit-code where %s changes', (_what, after, code) => {
    const root = changed(after);
    expect(cosmo(root, ['diff', '--exit-code']).code).toBe(code);
    expect(cosmo(root, ['diff']).code).toBe(0);
  });

  test('without an output all is new', () => {
    const root = newProject({ 'cosmo.toml': 'app = "main.ts"\n', 'main.ts': BEFORE });
    const { code, stdout } = cosmo(root, ['diff']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^attic \(nixosConfigurations\.attic\): new, \d options$/m);
    expect(stdout).toContain('(compared with nix-out, which is not written yet)');
  });

  test('compares with a git revision, and two of them without the program', () => {
    const root = changed(AFTER);
    git(root, 'init', '-q');
    git(root, 'add', 'nix-out');
    git(root, 'commit', '-q', '-m', 'one');
    const since = json(cosmo(root, ['diff', 'HEAD', '--json']));
    expect(since).toMatchObject({ version: 1, from: 'HEAD', to: 'the program', same: false });
    expect(since.systems).toMatchObject([
      {
        name: 'attic',
        flake: 'nixosConfigurations.attic',
        kind: 'changed',
        changes: [
          {
            kind: 'changed',
            option: 'services.nginx.enable',
            from: { value: true },
            to: { value: false },
            constructs: ['attic/web'],
            files: ['hosts/attic/web.nix'],
          },
        ],
      },
    ]);
    expect(since.unaffected).toMatchObject([{ name: 'cellar' }]);
    expect(cosmo(root, ['synth']).code).toBe(0);
    git(root, 'commit', '-q', '-a', '-m', 'two');
    put(root, { 'main.ts': 'throw new Error("not run");' });
    expect(cosmo(root, ['diff', 'HEAD~1', 'HEAD']).stdout).toContain('~ services.nginx.enable: true → false');
    expect(cosmo(root, ['diff', 'HEAD', 'main', '--exit-code']).code).toBe(0);
  });

  test('compares with a folder: an output, or a project', () => {
    const root = changed(AFTER);
    mkdirSync(join(root, 'other'));
    renameSync(join(root, 'nix-out'), join(root, 'other/nix-out'));
    for (const name of ['other', 'other/nix-out']) {
      expect(json(cosmo(root, ['diff', name, '--json']))).toMatchObject({ from: name, counts: { systems: 1 } });
    }
  });

  test('Markdown has dangers first, and each system in a part that opens', () => {
    const { stdout } = cosmo(changed(DANGEROUS), ['diff', '--format', 'markdown']);
    expect(stdout).toBe(
      `## 1 system changes, 1 unaffected; 1 danger

Compared with \`nix-out\`.

### ⚠️ Dangerous

- **STORAGE** the host id, by which ZFS takes a pool for its own, changes: \`attic: networking.hostId\` \`"8425e349" → "00000000"\`

<details><summary><b>attic (nixosConfigurations.attic)</b>: 1 changed</summary>

\`\`\`diff
! networking.hostId: "8425e349" → "00000000"
\`\`\`

</details>

**Unaffected:** \`cellar\`
`,
    );
  });

  test('a program of another process tells what it would write, too', () => {
    const code = (options: string) =>
      program(options).replace(/^import \{(.*)\} from 'cosmo-nix';/, "const {$1} = require('cosmo-nix');");
    const root = newProject({
      'cosmo.toml': 'app = "node estate.cjs"\n',
      'estate.cjs': code('{ a: { b: 1 } }'),
    });
    expect(cosmo(root, ['synth']).code).toBe(0);
    put(root, { 'estate.cjs': code('{ a: { b: 2 } }') });
    const { code: exit, stdout } = cosmo(root, ['diff', '--exit-code']);
    expect([exit, stdout.split('\n')[1]]).toEqual([5, '  ~ a.b: 1 → 2']);
  });

  test('what the program prints stays out of JSON', () => {
    const root = changed(`console.log('hello');\n${AFTER}`);
    const ran = cosmo(root, ['diff', '--json']);
    expect(json(ran).counts).toEqual({ systems: 1, affected: 0, unaffected: 1, dangers: 0 });
    expect(ran.stderr).toContain('hello');
  });

  test('an estate with errors is not compared', () => {
    const root = changed(program('{ a: new Date() }'));
    const { code, stdout, stderr } = cosmo(root, ['diff']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('error');
    expect(json(cosmo(root, ['diff', '--json'])).error.code).toMatch(/^[A-Z_]+$/);
  });
});

describe('cosmo diff refuses', () => {
  test('what is neither a folder nor a revision', () => {
    const root = changed(AFTER);
    git(root, 'init', '-q');
    git(root, 'add', 'nix-out');
    git(root, 'commit', '-q', '-m', 'one');
    const { code, stderr } = cosmo(root, ['diff', 'mian']);
    expect(code).toBe(2);
    expect(stderr).toContain('DIFF_UNKNOWN');
    expect(stderr).toContain('did you mean "main"?');
  });

  test('a revision and a folder without an output', () => {
    const root = changed(AFTER);
    git(root, 'init', '-q');
    git(root, 'add', 'main.ts');
    git(root, 'commit', '-q', '-m', 'one');
    mkdirSync(join(root, 'empty'));
    for (const name of ['HEAD', 'empty']) {
      const { code, stderr } = cosmo(root, ['diff', name]);
      expect([code, /DIFF_NO_OUTPUT/.test(stderr)]).toEqual([2, true]);
    }
  });

  test('a revision where git is missing', () => {
    const root = changed(AFTER);
    const { code, stderr } = cosmo(root, ['diff', 'HEAD'], { PATH: join(root, 'bin') });
    expect([code, /DIFF_GIT\b.*git is not installed/.test(stderr)]).toEqual([4, true]);
  });

  test('a revision where there is no repository', () => {
    const root = changed(AFTER);
    const { code, stderr } = cosmo(root, ['diff', 'HEAD'], { GIT_CEILING_DIRECTORIES: join(root, '..') });
    expect([code, /DIFF_GIT/.test(stderr)]).toEqual([4, true]);
  });

  test('options that contradict each other', () => {
    const root = newProject({ 'cosmo.toml': 'app = "main.ts"\n', 'main.ts': BEFORE }, { installed: false });
    for (const args of [
      ['--quiet', '--verbose'],
      ['--json', '--format', 'markdown'],
    ]) {
      const { code, stderr } = cosmo(root, ['diff', ...args]);
      expect([code, /OPTIONS_CONFLICT/.test(stderr)]).toEqual([2, true]);
    }
  });

  test('a manifest that leads out of the output', () => {
    const root = changed(AFTER);
    writeFileSync(join(root, 'secret.nix'), '{ stolen = true; }');
    rmSync(join(root, 'nix-out/hosts'), { recursive: true });
    put(root, {
      'nix-out/cosmo.json': JSON.stringify({
        version: 1,
        generator: 'cosmo-nix',
        files: [{ path: '../secret.nix', sha256: '0'.repeat(64), owner: '' }],
      }),
    });
    expect(cosmo(root, ['diff', 'nix-out', 'nix-out', '--json']).stdout).not.toContain('stolen');
    expect(cosmo(root, ['diff', '--verbose']).stdout).not.toContain('stolen');
  });
});
