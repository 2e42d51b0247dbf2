import { rmSync } from 'fs';
import { join } from 'path';
import { cosmo, newProject, put, SMALL, withoutPlaces } from './cosmo';

const WARNING = `import { Diagnostics } from 'cosmo-nix';
${SMALL.replace('app.synth', "Diagnostics.of(server).warning({ code: 'SO_SO', message: 'not ideal', why: 'it is slow' });\napp.synth")}`;

describe('the summary', () => {
  test('names what is new, changed and removed, and what is not ours', () => {
    const root = newProject({ 'main.ts': SMALL, 'nix-out/flake.lock': '{}' });
    const first = cosmo(root, ['synth', '-a', 'main.ts']).stdout;
    expect(first).toMatch(/^ {2}\+ flake-module\.nix\n {2}\+ flake\.nix\n[^]* {2}\+ hosts\/server\/web\.nix\n/);
    expect(first).toMatch(
      /\n1 system in (\d+) files in nix-out: \1 new \(\d\.\d\d s\)\nnot ours, left alone: flake\.lock\n$/,
    );
    put(root, { 'main.ts': SMALL.replace("'web'", "'www'").replace('25.11', '26.05') });
    const second = cosmo(root, ['synth', '-a', 'main.ts']).stdout;
    expect(second).toContain('  + hosts/server/www.nix\n');
    expect(second).toContain('  ~ flake.nix\n');
    expect(second).toContain('  - hosts/server/web.nix\n');
    expect(second).toMatch(/1 new, \d+ changed, 1 removed/);
  });

  test('of a second run says that nothing changed', () => {
    const root = newProject({ 'main.ts': SMALL });
    cosmo(root, ['synth', '-a', 'main.ts']);
    expect(cosmo(root, ['synth', '-a', 'main.ts']).stdout).toMatch(
      /^1 system in \d+ files in nix-out: nothing changed \(\d\.\d\d s\)\n$/,
    );
  });

  test('counts what is beyond twenty of a kind, and names all with --verbose', () => {
    const many = SMALL.replace(
      'app.synth',
      'for (let i = 10; i < 40; i++) new NixModule(server, `m${i}`, { options: { a: { [`b${i}`]: i } } });\napp.synth',
    );
    const root = newProject({ 'main.ts': many });
    const { stdout } = cosmo(root, ['synth', '-a', 'main.ts']);
    expect(stdout.match(/^ {2}\+ /gm)).toHaveLength(21);
    expect(stdout).toMatch(/ {2}\+ … and \d+ more\n/);
    rmSync(join(root, 'nix-out'), { recursive: true });
    expect(cosmo(root, ['synth', '-a', 'main.ts', '-v']).stdout).toContain('  + hosts/server/m39.nix\n');
  });

  test('stands before the warnings, which go to standard error also with --quiet', () => {
    const root = newProject({ 'main.ts': WARNING });
    const loud = cosmo(root, ['synth', '-a', 'main.ts']);
    expect(loud.code).toBe(0);
    expect(withoutPlaces(loud.stderr)).toBe('\nwarning SO_SO: not ideal\n  at server\n  why: it is slow\n');
    expect(cosmo(root, ['synth', '-a', 'main.ts', '-q'])).toMatchObject({ code: 0, stdout: '', stderr: loud.stderr });
  });
});

describe('--json', () => {
  test('is the only thing on standard output, whatever the program prints', () => {
    const root = newProject({
      'main.ts': `console.log('before');\n${WARNING}process.stdout.write('after\\n');\nsetTimeout(() => console.log('late'), 5);\n`,
    });
    const { code, stdout, stderr } = cosmo(root, ['synth', '-a', 'main.ts', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      outdir: join(root, 'nix-out'),
      systems: ['nixosConfigurations.server'],
      created: expect.arrayContaining(['flake.nix', 'hosts/server/web.nix']) as string[],
      changed: [],
      removed: [],
      unchanged: 0,
      left: [],
      edited: [],
      diagnostics: [{ severity: 'warning', code: 'SO_SO', message: 'not ideal', why: 'it is slow', path: 'server' }],
      acknowledged: [],
    });
    expect(stderr).toMatch(/^before\nafter\nlate\n/);
  });

  test('is one document where the program ends itself', () => {
    const root = newProject({ 'main.ts': `${SMALL}process.exit(0);\n` });
    const { code, stdout } = cosmo(root, ['synth', '-a', 'main.ts', '--json']);
    expect([code, (JSON.parse(stdout) as { systems: string[] }).systems]).toEqual([0, ['nixosConfigurations.server']]);
  });

  test('without it, what the program prints goes where it says', () => {
    const root = newProject({ 'main.ts': `console.log('out');\nconsole.error('err');\n${SMALL}` });
    const { stdout, stderr } = cosmo(root, ['synth', '-a', 'main.ts']);
    expect(stdout).toMatch(/^out\n {2}\+ /);
    expect(stderr).toBe('err\n');
  });
});

describe('colour', () => {
  const ESCAPE = '\u001b[';

  test.each([
    ['is not used where the output is no terminal', {}, false],
    ['is used where FORCE_COLOR asks for it', { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR goes before NO_COLOR', { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
    ['is not used where FORCE_COLOR is 0', { FORCE_COLOR: '0' }, false],
    ['is not used where NO_COLOR is set', { NO_COLOR: '1' }, false],
  ])('%s', (_what, env, coloured) => {
    const { stdout, stderr } = cosmo(newProject({ 'main.ts': WARNING }), ['synth', '-a', 'main.ts'], env);
    expect([stdout.includes(ESCAPE), stderr.includes(ESCAPE)]).toEqual([coloured, coloured]);
  });
});
