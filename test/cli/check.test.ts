import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { cosmo, newProject, put, Ran, SMALL } from './cosmo';
import { describedProject } from './described';

const NAMES = ['App', 'ClaimKind', 'Claims', 'Diagnostics', 'Host', 'NixModule', 'NixosSystem', 'Policy'];
const HEAD = `import { ${NAMES.join(', ')} } from 'cosmo-nix';
const app = new App({ release: '25.11' });
`;

/** Four hosts in a loop, a claim of two constructs, and a finding that is acknowledged. */
const BROKEN = `${HEAD}
const host = (name: string) =>
  new Host(app, name, { stateVersion: '25.11', allowNoLogin: true, fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } } });
for (const name of ['one', 'two', 'three', 'four']) {
  const made = host(name);
  Diagnostics.of(made).warning({ code: 'OWN', message: name + ' is so-so', mend: 'mend it' });
}
const attic = host('attic');
const blog = new NixModule(attic, 'blog');
const wiki = new NixModule(attic, 'wiki');
Claims.of(blog).add({ kind: ClaimKind.TCP_PORT, value: '8080' });
Claims.of(wiki).add({ kind: ClaimKind.TCP_PORT, value: '8080' });
Diagnostics.of(attic).warning({ code: 'MEANT', message: 'it is open' });
Policy.acknowledge(attic, 'MEANT', 'it is to be open');
`;

function check(program: string, args: string[] = [], env: Record<string, string> = {}): Ran & { root: string } {
  const root = describedProject({ 'main.ts': program }, NAMES);
  return { root, ...cosmo(root, ['check', '--app', 'main.ts', ...args], env) };
}

describe('cosmo check', () => {
  test('tells a person what is wrong, where, with whom, and what it comes to; and writes nothing', () => {
    const { root, code, stdout, stderr } = check(BROKEN);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toContain(`error TCP_PORT_TAKEN: the TCP port 8080 on every address is taken: attic/blog has it
  at attic/wiki
  with attic/blog, in main.ts:11
  why: `);
    expect(stdout).toContain(`
  mend: give one of the two another TCP port
  in main.ts:12
     12 | const wiki = new NixModule(attic, 'wiki');

warning OWN (4 times): four is so-so
  at four
  and at one, three, two
  mend: mend it
  in main.ts:5
     5 | new Host(app, name, {`);
    expect(stdout).toMatch(
      /\n {2}in main\.ts:7\n\n1 error, 4 warnings; 1 acknowledged \(\d\.\d\d s\)\ncosmo explain TCP_PORT_TAKEN says more\n$/,
    );
    expect(existsSync(join(root, 'nix-out'))).toBe(false);
  });

  test('tells each finding, and what is acknowledged, with --verbose', () => {
    const { stdout } = check(BROKEN, ['--verbose']);
    expect(stdout).toContain('warning OWN: four is so-so\n  at four\n');
    expect(stdout).toContain('warning OWN: two is so-so\n  at two\n');
    expect(stdout).toContain('acknowledged MEANT: it is open\n  at attic\n  reason: it is to be open\n');
  });

  test('breaks lines at the width of the terminal', () => {
    const { stdout } = check(BROKEN, [], { COLUMNS: '60' });
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(stdout).toContain('\n       start; a wildcard address');
  });

  test('says that all is well', () => {
    const { code, stdout } = check(SMALL);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^nothing found in 1 system \(\d\.\d\d s\)\n$/);
    expect(check(SMALL, ['--quiet'])).toMatchObject({ code: 0, stdout: '', stderr: '' });
  });

  test('finds all that cannot be written, beside what the rules find', () => {
    const { code, stdout, stderr } = check(`${BROKEN.replace(/^Claims.*\n/gm, '')}
new NixModule(attic, 'a', { options: { x: new Date() } });
new NixModule(attic, 'b', { options: { y: () => 1 } });
`);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(/error NIX_NOT_DATA: .*\n {2}at attic\/a, x\n[^]*in main\.ts:16\n/);
    expect(stdout).toMatch(/error NIX_NOT_DATA: .*\n {2}at attic\/b, y\n[^]*in main\.ts:17\n/);
    expect(stdout).toMatch(/\n2 errors, 4 warnings; 1 acknowledged /);
  });

  test('tells an error of the program itself on standard error, and that nothing was checked', () => {
    const { code, stdout, stderr } = check(`${HEAD}\nnew Host(app, 'not a name', { stateVersion: '25.11' });\n`);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^error HOST_NAME: [^]*in main\.ts:4\n[^]*\nThe program failed before the estate was checked\.\n$/,
    );
  });

  test('ends with 2 where the command line is wrong', () => {
    const root = newProject({ 'main.ts': SMALL });
    const unknown = cosmo(root, ['check', '--app', 'main.ts', '--format', 'xml']);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('text, json, sarif, github');
    const both = cosmo(root, ['check', '--app', 'main.ts', '--json', '--format', 'sarif']);
    expect(both.code).toBe(2);
    expect(both.stderr).toContain('error OPTIONS_CONFLICT: --json and --format sarif contradict each other');
  });
});

describe('warnings as errors', () => {
  const WARNED = `${HEAD}const server = new NixosSystem(app, 'server');
Diagnostics.of(server).warning({ code: 'SO_SO', message: 'not ideal' });
`;

  test('end check with 1', () => {
    expect(check(WARNED).code).toBe(0);
    const { code, stdout } = check(WARNED, ['--warnings-as-errors']);
    expect(code).toBe(1);
    expect(stdout).toContain('\n1 warning, which counts as an error (');
  });

  test.each([
    ['by the option', ['--warnings-as-errors'], WARNED, ''],
    ['by cosmo.toml', [], WARNED, 'warnings = "error"'],
    ['by the App', [], WARNED.replace("'25.11' }", "'25.11', warningsAsErrors: true }"), ''],
  ])('stop synthesis, %s', (_how, args, program, toml) => {
    const root = newProject({ 'main.ts': program, 'cosmo.toml': `app = "main.ts"\n${toml}\n` });
    const { code, stderr } = cosmo(root, ['synth', ...args]);
    expect(code).toBe(1);
    expect(stderr).toContain('warning SO_SO: not ideal\n');
    expect(stderr).toContain('\n1 warning, which counts as an error; nothing was written.\n');
    expect(existsSync(join(root, 'nix-out'))).toBe(false);
  });

  const STRICT = WARNED.replace("'25.11' }", "'25.11', warningsAsErrors: true }");
  const COMMAND = `${STRICT.replace(/import (.*) from (.*);/, 'const $1 = require($2);')}app.synth();\n`;

  test.each([
    ['a program', 'main.ts'],
    ['a command', 'node main.cjs'],
  ])('stop no verb that only looks: %s', (_kind, app) => {
    const toml = `app = "${app}"\nwarnings = "error"\n`;
    const root = newProject({ 'main.ts': STRICT, 'main.cjs': COMMAND, 'cosmo.toml': toml });
    const shown = (...args: string[]) => {
      const { code, stdout } = cosmo(root, args);
      return code === 0 ? stdout : `ended with ${code}`;
    };
    expect(shown('list')).toContain('server');
    expect(shown('tree')).toContain('server');
    expect(shown('diff')).toContain('server');
    expect(shown('graph', '--format', 'mermaid')).toContain('server');
    expect([cosmo(root, ['check']).code, cosmo(root, ['synth']).code]).toEqual([1, 1]);
  });

  test('take in props that nothing reads; those that are acknowledged stop nothing', () => {
    const program = `${HEAD}const server = new NixModule(new NixosSystem(app, 'server'), 'web', { optoins: {} } as any);\n`;
    const root = describedProject({ 'main.ts': program, 'cosmo.toml': 'app = "main.ts"\nwarnings = "error"\n' }, NAMES);
    const stopped = cosmo(root, ['synth']);
    expect([stopped.code, existsSync(join(root, 'nix-out'))]).toEqual([1, false]);
    expect(stopped.stderr).toContain('warning PROP_UNKNOWN: NixModule has no prop optoins\n');
    put(root, { 'main.ts': `${program}Policy.acknowledge(server, 'PROP_UNKNOWN', 'for later');\n` });
    expect(cosmo(root, ['synth', '--quiet'])).toMatchObject({ code: 0, stderr: '' });
  });

  test('are refused in cosmo.toml for what they cannot be', () => {
    const root = newProject({ 'main.ts': SMALL, 'cosmo.toml': 'app = "main.ts"\nwarnings = "fatal"\n' });
    const { code, stderr } = cosmo(root, ['check']);
    expect(code).toBe(2);
    expect(stderr).toContain('error CONFIG_VALUE: "warnings" in');
  });
});

describe('formats', () => {
  test('json has all that is known, and is alone on standard output', () => {
    const { root, code, stdout, stderr } = check(`console.log('hello');\n${BROKEN}`, ['--format', 'json']);
    expect([code, stderr]).toEqual([1, 'hello\n']);
    const told = JSON.parse(stdout) as { findings: unknown[]; acknowledged: unknown[] };
    expect(told).toMatchObject({
      version: 1,
      ok: false,
      root,
      counts: { errors: 1, warnings: 4, notes: 0, acknowledged: 1 },
    });
    expect(told.findings).toHaveLength(5);
    expect(told.findings[0]).toMatchObject({
      severity: 'error',
      code: 'TCP_PORT_TAKEN',
      path: 'attic/wiki',
      places: [{ file: 'main.ts', line: 13 }],
      related: [{ path: 'attic/blog', places: [{ file: 'main.ts', line: 12 }] }],
      also: [],
    });
    expect(told.acknowledged).toMatchObject([
      { code: 'MEANT', path: 'attic', reason: 'it is to be open', acknowledgedAt: 'attic' },
    ]);
  });

  test('json tells what the program was refused as a finding, and what is wrong with the call as an error', () => {
    const refused = check(`${HEAD}\nnew Host(app, 'not a name', { stateVersion: '25.11' });\n`, ['--json']);
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.stdout)).toMatchObject({
      ok: false,
      findings: [{ severity: 'error', code: 'HOST_NAME', path: 'not a name', places: [{ file: 'main.ts', line: 4 }] }],
    });
    const root = newProject({});
    const called = cosmo(root, ['check', '--json']);
    expect(called.code).toBe(2);
    expect(JSON.parse(called.stdout)).toMatchObject({ ok: false, findings: [], error: { code: 'APP_UNKNOWN' } });
  });

  test('sarif is one log, also of a synthesis', () => {
    const { stdout } = check(BROKEN, ['--format', 'sarif']);
    const log = JSON.parse(stdout) as { version: string; runs: { results: { ruleId: string }[] }[] };
    expect(log.version).toBe('2.1.0');
    expect(log.runs[0]!.results.map(({ ruleId }) => ruleId)).toEqual([
      'TCP_PORT_TAKEN',
      'OWN',
      'OWN',
      'OWN',
      'OWN',
      'MEANT',
    ]);
    const root = newProject({ 'main.ts': SMALL });
    const { code, stdout: written } = cosmo(root, ['synth', '--app', 'main.ts', '--format', 'sarif']);
    expect([code, existsSync(join(root, 'nix-out/flake.nix'))]).toEqual([0, true]);
    expect((JSON.parse(written) as typeof log).runs[0]!.results).toEqual([]);
  });

  test('github has a command for each cause, and a summary of the job', () => {
    const root = describedProject({ 'main.ts': BROKEN, 'summary.md': '' }, NAMES);
    const env = { GITHUB_STEP_SUMMARY: join(root, 'summary.md'), GITHUB_WORKSPACE: join(root, '..') };
    const { code, stdout } = cosmo(root, ['check', '--app', 'main.ts', '--format', 'github'], env);
    expect(code).toBe(1);
    const file = `${root.slice(root.lastIndexOf('/') + 1)}/main.ts`;
    const [port, own, summary] = stdout.split('\n');
    expect(port).toMatch(
      new RegExp(`^::error file=${file},line=12,title=TCP_PORT_TAKEN::the TCP port 8080 on every address is taken: `),
    );
    expect(own).toContain('title=OWN::four is so-so%0Aat four, and 3 more%0Amend: mend it');
    expect(summary).toBe('1 error, 4 warnings; 1 acknowledged');
    const job = readFileSync(join(root, 'summary.md'), 'utf8');
    expect(job).toMatch(/^### cosmo: 1 error, 4 warnings; 1 acknowledged\n/);
    expect(job).toContain(`| error | TCP_PORT_TAKEN | attic/wiki | \`${file}:12\` |`);
  });

  test('json of a synthesis tells what was written, too', () => {
    const root = newProject({ 'main.ts': SMALL });
    const { stdout } = cosmo(root, ['synth', '--app', 'main.ts', '--format', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      findings: [],
      output: { systems: ['nixosConfigurations.server'], created: expect.arrayContaining(['flake.nix']) as string[] },
    });
  });
});

describe('a program of another language', () => {
  const COMMAND = `const { App, NixosSystem, Diagnostics, Policy, Severity } = require('cosmo-nix');
const app = new App({ release: '25.11' });
const server = new NixosSystem(app, 'server');
Diagnostics.of(server).warning({ code: 'SO_SO', message: 'not ideal' });
Diagnostics.of(server).warning({ code: 'MEANT', message: 'open' });
Policy.acknowledge(server, 'MEANT', 'it is to be open');
app.addRule({ code: 'OWN_RULE', severity: Severity.WARNING, title: 'It holds', reason: 'it must', source: 'us', breaks: '', holds: '',
  check: (estate, report) => report.found(server, { message: 'does not hold' }) });
app.synth();
`;

  test('is checked by the same rules and its own, and writes nothing', () => {
    const root = newProject({ 'other.js': COMMAND, 'cosmo.toml': 'app = "node other.js"\n' });
    const { code, stdout } = cosmo(root, ['check', '--format', 'sarif']);
    expect([code, existsSync(join(root, 'nix-out'))]).toEqual([0, false]);
    const [run] = (JSON.parse(stdout) as { runs: any[] }).runs;
    expect(run.results.map((one: any) => [one.ruleId, one.suppressions?.[0].justification])).toEqual([
      ['OWN_RULE', undefined],
      ['SO_SO', undefined],
      ['MEANT', 'it is to be open'],
    ]);
    expect(run.tool.driver.rules.find((one: any) => one.id === 'OWN_RULE')).toMatchObject({
      shortDescription: { text: 'It holds' },
    });
    expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('other.js');
    const strict = cosmo(root, ['check', '--warnings-as-errors']);
    expect([strict.code, strict.stdout]).toEqual([
      1,
      expect.stringContaining('2 warnings, which count as errors; 1 acknowledged'),
    ]);
  });
});
