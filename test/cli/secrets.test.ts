import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { cosmo, newProject, PACKAGE, put, Ran } from './cosmo';
import { readAgeFile } from '../../src/secrets/age-file';
import { fixturePath, KEYS, testWith } from '../secrets/fixture';

jest.setTimeout(120_000);

const PROGRAM = `import { AgenixStore, App, Host, Secret, SecretContent } from 'cosmo-nix';

const app = new App({ release: '25.11' });
new AgenixStore(app, 'secrets', { adminKeys: { ada: '${KEYS.admin}' } });
const laddie = new Host(app, 'laddie', {
  stateVersion: '25.11',
  allowNoLogin: true,
  fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } },
});
new Secret(app, 'token').on(laddie);
new Secret(app, 'environment', { content: SecretContent.ENVIRONMENT, variables: ['A'] }).on(laddie);
app.synth();
`;
const SOPS_PROGRAM = PROGRAM.replace(/AgenixStore/g, 'SopsStore').replace(
  "new Secret(app, 'token')",
  "new Secret(app, 'token', { key: 'a/token' })",
);

function projectWith(program: string): string {
  const folder = newProject({ 'main.ts': program, 'cosmo.toml': 'app = "main.ts"\n' });
  copyFileSync(fixturePath('keys/admin'), join(folder, 'id'));
  chmodSync(join(folder, 'id'), 0o600);
  return folder;
}

/** `cosmo secrets` with something on standard input. */
function secrets(folder: string, args: readonly string[], input = '', env: Record<string, string> = {}): Ran {
  const ran = spawnSync(process.execPath, [join(PACKAGE, 'bin/cosmo'), 'secrets', ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, HOME: folder, ...env },
  });
  return { code: ran.status, signal: ran.signal, stdout: ran.stdout, stderr: ran.stderr };
}

describe('without any tool', () => {
  let folder: string;
  beforeAll(() => {
    folder = projectWith(PROGRAM);
    cosmo(folder, ['--version']); // Compiles.
  });

  test('list tells where secrets are used, and what is wrong', () => {
    const { code, stdout } = cosmo(folder, ['secrets', 'list']);
    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        'token        secrets/token.age        missing  laddie',
        'environment  secrets/environment.age  missing  laddie',
        '2 secrets, 2 to mend: cosmo secrets check',
        '',
      ].join('\n'),
    );
    const data = JSON.parse(cosmo(folder, ['secrets', 'list', '--json']).stdout);
    expect(data.secrets[0]).toMatchObject({
      name: 'token',
      backend: 'agenix',
      places: ['laddie'],
      recipients: ['ada'],
    });
  });

  test('check tells what mends it, and fails', () => {
    const { code, stdout, stderr } = cosmo(folder, ['secrets', 'check']);
    expect(code).toBe(1);
    expect(stdout).toBe('2 secrets: 3 errors, 0 warnings\n');
    expect(stderr).toContain('mend: cosmo secrets add token');
    expect(stderr).toContain('cosmo secrets enroll laddie');
    const codes = JSON.parse(cosmo(folder, ['secrets', 'check', '--json']).stdout).findings.map((one: any) => one.code);
    expect(codes.sort()).toEqual(['SECRET_MISSING', 'SECRET_MISSING', 'SECRET_NO_HOST_KEY']);
  });

  test('nothing is written', () => {
    expect(readdirSync(folder).sort()).toEqual(['cosmo.toml', 'id', 'main.ts', 'node_modules']);
  });

  test.each([
    [['add', 'tokn'], 'x', 'did you mean "token"?'],
    [['enroll', 'ladie'], '', 'did you mean "laddie"?'],
    [['add', 'token'], '\n', 'there is nothing in what was given for token'],
    [['add', 'environment'], 'hello', 'entry 1 is not of the form NAME=value'],
    [['add', 'environment'], 'B=1', 'environment lacks A'],
    [['rekey', 'token'], '', 'cosmo secrets add token --force'],
    [['rekey', '--all', 'token'], '', 'give one of them'],
    [['rekey', '-i', 'nowhere'], '', 'there is no nowhere'],
    [['add', 'token', '--editor'], '', 'EDITOR'],
  ])('%j is refused', (args, input, message) => {
    const ran = secrets(folder, args, input, { EDITOR: '', VISUAL: '' });
    expect(ran.stderr).toContain(message);
    expect(ran.code).toBe(2);
  });

  test('a missing tool is told of', () => {
    const ran = secrets(folder, ['add', 'token'], 'x', { PATH: folder });
    expect(ran.stderr).toContain('AGE_MISSING');
    expect(ran.stderr).toContain('nixpkgs#age');
    expect(ran.code).toBe(4);
    expect(existsSync(join(folder, 'secrets'))).toBe(false);
  });

  test('an estate without secrets, and a program that fails', () => {
    const none = newProject({ 'main.ts': "import { App } from 'cosmo-nix';\nnew App().synth();\n" });
    expect(cosmo(none, ['secrets', 'list', '--app', 'main.ts'])).toMatchObject({ code: 2 });
    put(none, { 'main.ts': "throw new Error('broken');\n" });
    const ran = cosmo(none, ['secrets', 'list', '--app', 'main.ts']);
    expect(ran.stderr).toContain('broken');
    expect(ran.code).toBe(1);
  });
});

testWith('age')('a host is enrolled, its secrets are added and encrypted to it, by age', () => {
  const folder = projectWith(PROGRAM);
  cosmo(folder, ['--version']);
  const age = (args: string[], input?: Buffer) => spawnSync('age', args, { cwd: folder, input }).stdout.toString();
  expect(secrets(folder, ['add', 'token'], 'hunter2\n').stdout).toContain(
    'laddie has no key yet: cosmo secrets enroll laddie',
  );
  expect(secrets(folder, ['enroll', 'laddie']).stdout).toContain('cosmo install laddie --target-host');
  expect(secrets(folder, ['enroll', 'laddie']).stderr).toContain('HOST_KEY_EXISTS');
  expect(secrets(folder, ['add', 'environment'], 'A=1\nB=2\n').stdout).toBe(
    'secrets/environment.age is encrypted to ada, laddie\n',
  );
  expect(secrets(folder, ['rekey', '-i', 'id']).stdout).toBe(
    'secrets/token.age is encrypted to ada, laddie\n1 file encrypted again\n',
  );
  expect(secrets(folder, ['check'])).toMatchObject({ code: 0, stdout: '2 secrets: all is well\n' });
  expect(secrets(folder, ['add', 'token'], 'other').stderr).toContain('SECRET_EXISTS');

  // The machine's own key, out of its safe, decrypts what the machine uses.
  put(folder, { host: age(['-d', '-i', 'id', 'secrets/keys/laddie.age']) });
  chmodSync(join(folder, 'host'), 0o600);
  expect(age(['-d', '-i', 'host', 'secrets/token.age'])).toBe('hunter2');
  expect(age(['-d', '-i', 'host', 'secrets/environment.age'])).toBe('A=1\nB=2\n');
  expect(statSync(join(folder, 'secrets/token.age')).mode % 0o1000).toBe(0o644);
  expect(readdirSync(join(folder, 'secrets')).sort()).toEqual(['environment.age', 'keys', 'token.age']);

  // One who may not any more is taken out; the armour stays.
  const both = age(
    [
      '-a',
      '-r',
      KEYS.admin,
      '-r',
      KEYS.walker,
      '-r',
      readFileSync(join(folder, 'secrets/keys/laddie.pub'), 'utf8').trim(),
    ],
    Buffer.from('hunter2'),
  );
  put(folder, { 'secrets/token.age': both });
  const rekeyed = secrets(folder, ['rekey', '-i', 'id']);
  expect(rekeyed.stdout).toContain('change those that matter');
  const bytes = readFileSync(join(folder, 'secrets/token.age'));
  expect(readAgeFile(bytes)!.armored).toBe(true);
  expect(age(['-d', '-i', 'host', 'secrets/token.age'])).toBe('hunter2');
  expect(secrets(folder, ['check']).stdout).toContain('all is well');
  expect(cosmo(folder, ['synth', '-q']).code).toBe(0);
  expect(existsSync(join(folder, 'nix-out/assets/secrets/token.age'))).toBe(true);
});

testWith('age')('an editor writes into memory, and nothing stays there', () => {
  const folder = projectWith(PROGRAM);
  cosmo(folder, ['--version']);
  put(folder, {
    'editor.sh': '#!/bin/sh\necho "$2" > place\nls -ld "$(dirname "$2")" | cut -c1-10 >> place\necho "A=1" > "$2"\n',
  });
  chmodSync(join(folder, 'editor.sh'), 0o755);
  const ran = secrets(folder, ['add', 'environment', '--editor'], '', { EDITOR: './editor.sh --wait', VISUAL: '' });
  if (/EDITOR_NO_MEMORY/.test(ran.stderr)) return;
  expect(ran.stdout).toContain('secrets/environment.age is encrypted to ada');
  const [place, mode] = readFileSync(join(folder, 'place'), 'utf8').trim().split('\n');
  expect(mode).toBe('drwx------');
  expect(place!.startsWith(folder)).toBe(false);
  expect(existsSync(place!)).toBe(false);
});

testWith('sops')('a host is enrolled, its secrets are added and encrypted to it, by sops', () => {
  const folder = projectWith(SOPS_PROGRAM);
  cosmo(folder, ['--version']);
  expect(secrets(folder, ['add', 'token'], 'hunter2\n')).toMatchObject({ code: 0 });
  expect(secrets(folder, ['add', 'environment'], 'A=1\n')).toMatchObject({ code: 0 });
  expect(secrets(folder, ['enroll', 'laddie'])).toMatchObject({ code: 0 });
  expect(secrets(folder, ['rekey', '-i', 'id']).stdout).toContain('2 files encrypted again');
  expect(secrets(folder, ['check'])).toMatchObject({ code: 0, stdout: '2 secrets: all is well\n' });
  expect(cosmo(folder, ['synth', '-q']).code).toBe(0);
  expect(existsSync(join(folder, '.sops.yaml'))).toBe(true);
  // Another secret may be in the file by now.
  expect(secrets(folder, ['add', 'token', '--force'], 'x').stderr).toContain('sops secrets/token.yaml');
  // Rules that say otherwise do not count.
  expect(secrets(folder, ['add', 'environment', '--force'], 'A=2\n').stdout).toContain('ada, laddie');
  expect(secrets(folder, ['check'])).toMatchObject({ code: 0 });
});
