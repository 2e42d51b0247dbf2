import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cosmo, newProject, put } from './cosmo';
import { init } from '../../src/cli/init';
import type { InitOptions } from '../../src/cli/init-command';
import { version } from '../../src/cli/version';
import { project } from '../support/estate';

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOP8t+f7fj02iexTSCpuNhogm6hlWb6MWwPvr5GdYS/E ada@laptop';

/** Call the verb in a folder, in this process. */
function called(folder: string, template?: string, target?: string, options: InitOptions = {}) {
  const before = process.exitCode;
  const printed = { stdout: '', stderr: '' };
  const spies = [
    jest.spyOn(process, 'cwd').mockReturnValue(folder),
    ...(['stdout', 'stderr'] as const).map((name) =>
      jest.spyOn(process[name], 'write').mockImplementation((text) => {
        printed[name] += String(text);
        return true;
      }),
    ),
  ];
  try {
    init(template, target, options);
    return { code: process.exitCode, ...printed };
  } finally {
    for (const spy of spies) spy.mockRestore();
    process.exitCode = before;
  }
}

function refused(template: string | undefined, options: InitOptions = {}, folder: string = project()) {
  const { code, stdout, stderr } = called(folder, template, 'new', options);
  expect(existsSync(join(folder, 'new'))).toBe(false);
  return { code, stdout, stderr: stderr.replace(/\s+/g, ' ') };
}

describe('cosmo init', () => {
  test('as it is called: writes a server into a new folder, and says what is left to do', () => {
    const root = newProject({}, { installed: false });
    const { code, stdout, stderr } = cosmo(root, ['init', 'server', 'my lab', '--user', 'ada']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(
      [
        ...['.gitignore', 'README.md', 'cosmo.toml', 'main.ts', 'package.json', 'tsconfig.json'].map(
          (name) => `  + ${name}`,
        ),
        'server in typescript: 6 files in my lab',
        '',
        'Next:',
        "  cd 'my lab'                # go there",
        '  npm install                # install what it needs',
        '  # put your public SSH key into keys, in main.ts',
        '  npx cosmo check            # check the estate',
        '  npx cosmo synth            # write its flake',
        '  git init && git add --all  # have git know the files: a flake sees no others',
        '',
        'README.md says what else is to be made yours, and how it is built.',
        '',
      ].join('\n'),
    );
    const { name, dependencies } = JSON.parse(readFileSync(join(root, 'my lab/package.json'), 'utf8')) as {
      name: string;
      dependencies: Record<string, string>;
    };
    expect([name, dependencies['cosmo-nix']]).toEqual(['my-lab', `^${version()}`]);
    expect(cosmo(join(root, 'my lab'), ['check', '--warnings-as-errors']).code).toBe(0);
    expect(cosmo(root, ['init', '--language', 'cobol']).code).toBe(2);
  });

  test('without arguments writes a server into this folder', () => {
    const folder = project();
    expect(called(folder)).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(join(folder, 'main.ts'), 'utf8')).toContain("new Host(app, 'server', {");
  });

  test('takes what it is told of the machine', () => {
    const folder = project({ 'id.pub': `${KEY}\n` });
    called(folder, 'guests', 'lab', {
      language: 'js',
      name: '@ada/lab',
      host: 'attic',
      user: 'ada',
      sshKey: ['id.pub', KEY],
      release: '25.11',
      timeZone: 'Asia/Tokyo',
      disk: '/dev/disk/by-id/nvme-1',
      tailscale: true,
      networkCard: 'eno1',
    });
    const program = readFileSync(join(folder, 'lab/main.js'), 'utf8');
    for (const part of [
      "description: '@ada/lab'",
      "new Host(app, 'attic'",
      "addUser('ada'",
      `  '${KEY}',\n  '${KEY}',\n`,
      "release: '25.11'",
      "timeZone: 'Asia/Tokyo'",
      "device: '/dev/disk/by-id/nvme-1'",
      "new TailscaleNode(server, 'tailscale')",
      "externalInterface: 'eno1'",
    ]) {
      expect(program).toContain(part);
    }
  });

  test('goes by the user and the time zone of this machine', () => {
    const folder = project();
    called(folder);
    const program = readFileSync(join(folder, 'main.ts'), 'utf8');
    expect(program).toMatch(/timeZone: '[A-Z]\w+(\/\w+)*'/);
    expect(program).toMatch(/addUser\('[a-z_][a-z0-9_-]*'/);
    expect(program).not.toContain("addUser('root'");
  });

  test('with --json prints one document, and with --quiet nothing', () => {
    const folder = project();
    const { stdout } = called(folder, 'server', 'a', { json: true, language: 'python', user: 'ada' });
    expect(JSON.parse(stdout)).toEqual({
      version: 1,
      template: 'server',
      language: 'python',
      folder: join(folder, 'a'),
      files: ['.gitignore', 'README.md', 'cosmo.toml', 'main.py', 'package.json', 'requirements.txt'],
      kept: [],
      next: expect.arrayContaining([
        { what: 'go there', run: 'cd a' },
        { what: 'install what it needs', run: 'pip install -r requirements.txt' },
        { what: 'put your public SSH key into keys, in main.py' },
      ]) as unknown,
    });
    expect(called(folder, 'server', 'b', { quiet: true })).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(refused('server', { quiet: true, json: true })).toMatchObject({ code: 2 });
  });

  test('--list names the templates, and writes nothing', () => {
    const folder = project();
    const { stdout } = called(folder, undefined, undefined, { list: true });
    expect(stdout.split('\n').map((line) => line.split(' ')[0])).toEqual(['server', 'guests', 'mixed', 'library', '']);
    expect(JSON.parse(called(folder, undefined, undefined, { list: true, json: true }).stdout)).toMatchObject({
      version: 1,
      templates: [{ name: 'server', languages: ['typescript', 'javascript', 'python'] }, {}, {}, { name: 'library' }],
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('names no git init where there is a repository', () => {
    const folder = project({ '.git/HEAD': '' });
    const { stdout } = called(folder, 'server', 'below');
    expect(stdout).toContain('  git add --all ');
    expect(stdout).not.toContain('git init');
  });
});

describe('what is there already', () => {
  test('a repository with a README, a license and a .gitignore is fine, and keeps them', () => {
    const folder = project({
      '.git/HEAD': '',
      'README.md': 'mine',
      LICENSE: 'mine',
      '.gitignore': '/node_modules\nlogs\n',
    });
    const { code, stdout } = called(folder);
    expect(code).toBe(0);
    expect(stdout).toContain('there already, and left alone: README.md, .gitignore');
    expect(stdout).toContain('  # add to .gitignore: result, result-*\n');
    expect(stdout).toContain('\nSETUP.md says what else');
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe('mine');
    expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('/node_modules\nlogs\n');
    expect(readFileSync(join(folder, 'SETUP.md'), 'utf8')).toContain('## Make it yours');
  });

  test('files of the same names are named, and nothing is written', () => {
    const folder = project({ 'main.ts': 'mine', 'cosmo.toml': '' });
    const { code, stderr } = called(folder);
    expect(code).toBe(3);
    expect(stderr).toContain('WRITE_INIT_TAKEN');
    expect(stderr.replace(/\s+/g, ' ')).toMatch(/has files of the same name: main\.ts, cosmo\.toml/);
    expect(readdirSync(folder).sort()).toEqual(['cosmo.toml', 'main.ts']);
    expect(readFileSync(join(folder, 'main.ts'), 'utf8')).toBe('mine');
    expect(JSON.parse(called(folder, undefined, undefined, { json: true }).stdout)).toMatchObject({
      error: { code: 'WRITE_INIT_TAKEN' },
    });
  });

  test('a link that leads nowhere is not written through', () => {
    const folder = project();
    symlinkSync('elsewhere.ts', join(folder, 'main.ts'));
    expect(called(folder).code).toBe(3);
    expect(existsSync(join(folder, 'elsewhere.ts'))).toBe(false);
  });

  test('nor is a link in the place of a folder', () => {
    const folder = project();
    mkdirSync(join(folder, 'other'));
    symlinkSync('other', join(folder, 'src'));
    const { code, stderr } = called(folder, 'library');
    expect([code, readdirSync(join(folder, 'other'))]).toEqual([3, []]);
    expect(stderr).toContain('src');
  });

  test('a file in the place of the folder is told, and nothing is left behind', () => {
    const folder = project({ lab: '' });
    expect(called(folder, 'server', 'lab').stderr).toContain('WRITE_INIT');
    expect(called(folder, 'server', 'lab').code).toBe(3);
    expect(readdirSync(folder)).toEqual(['lab']);
  });

  test('a second time is refused', () => {
    const folder = project();
    expect([called(folder).code, called(folder).code]).toEqual([0, 3]);
  });
});

describe('refuses', () => {
  test.each([
    ['a template that is misspelt', 'sever', {}, 'INIT_TEMPLATE', 'did you mean server?'],
    ['a folder in the place of a template', 'my-homelab', {}, 'INIT_TEMPLATE', 'cosmo init server my-homelab'],
    ['a language that is misspelt', 'server', { language: 'typscript' }, 'INIT_LANGUAGE', 'did you mean typescript?'],
    [
      'an unknown language',
      'server',
      { language: 'cobol' },
      'INIT_LANGUAGE',
      'there are typescript, javascript, python',
    ],
    ['a library in Python', 'library', { language: 'python' }, 'INIT_LANGUAGE', 'give --language typescript'],
    ['a machine of a library', 'library', { host: 'attic' }, 'OPTIONS_CONFLICT', '--host'],
    ['a network card of a server', 'server', { networkCard: 'eno1' }, 'OPTIONS_CONFLICT', '--network-card'],
    ['a name that no package has', 'server', { name: 'My Lab' }, 'INIT_VALUE', '--name'],
    ['the name of what it depends on', 'server', { name: 'constructs' }, 'INIT_VALUE', 'a name of its own'],
    ['what is no host name', 'server', { host: 'the attic' }, 'INIT_VALUE', '--host'],
    ['the name of another machine of it', 'mixed', { host: 'wsl' }, 'INIT_VALUE', 'give the server another name'],
    ['what is no login name', 'server', { user: 'Ada L' }, 'INIT_VALUE', '--user'],
    ['root', 'server', { user: 'root' }, 'INIT_VALUE', 'the name of a person'],
    ['what is no release', 'server', { release: '25.10' }, 'INIT_VALUE', '--release'],
    ['what is no time zone', 'server', { timeZone: 'Berlin' }, 'INIT_VALUE', '--time-zone'],
    ['a disk that may be another one', 'server', { disk: '/dev/sda' }, 'INIT_DISK', '/dev/disk/by-id'],
    ['what is no network card', 'guests', { networkCard: 'the first' }, 'INIT_VALUE', '--network-card'],
    ['a key in a file that is not there', 'server', { sshKey: ['no.pub'] }, 'INIT_SSH_KEY', 'no.pub'],
    ['what is no key', 'server', { sshKey: ['ssh-ed25519 AAAA'] }, 'SSH_PUBLIC_KEY', 'cut off'],
  ] as [string, string, InitOptions, string, string][])('%s', (_what, template, options, code, part) => {
    const { code: exit, stderr } = refused(template, options);
    expect(exit).toBe(2);
    expect(stderr).toContain(`error ${code}:`);
    expect(stderr).toContain(part);
  });

  test('a private key, without repeating it', () => {
    const folder = project();
    const secret = '-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0\n-----END OPENSSH PRIVATE KEY-----\n';
    writeFileSync(join(folder, 'id'), secret);
    for (const sshKey of [['id'], [secret]]) {
      const { code, stderr } = refused('server', { sshKey }, folder);
      expect([code, stderr]).toEqual([2, expect.stringContaining('SECRET_IN_PLAIN_SIGHT')]);
      expect(stderr).not.toContain('c2VjcmV0');
    }
  });

  test('no project: a project that is there is not its business', () => {
    const folder = project();
    put(folder, { 'cosmo.toml': 'nonsense = true\n' });
    expect(called(folder, 'server', 'below').code).toBe(0);
  });
});
