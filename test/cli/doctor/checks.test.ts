import { execFileSync } from 'child_process';
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { dirname, join } from 'path';
import { Severity } from '../../../src/app/diagnostics';
import { writeOutput } from '../../../src/app/write';
import { examine } from '../../../src/cli/doctor';
import type { Answer, DoctorContext, ProjectFacts, Room } from '../../../src/cli/doctor/context';
import { askOnce } from '../../../src/cli/doctor/machine';
import { nixFeatures } from '../../../src/cli/doctor/nix-features';
import type { ProgramState } from '../../../src/cli/doctor/program';
import { projectFacts } from '../../../src/cli/doctor/project';
import { project as folderWith } from '../../support/estate';

const NOW = new Date('2026-11-23T12:00:00Z');
const DAY = 24 * 60 * 60;
const GIB = 1024 ** 3;

const FLAKE = `{
  inputs.nixpkgs.url = "github:NixOS/nixpkgs/nixos-26.05";
  outputs = inputs: {
    nixosConfigurations.attic = inputs.nixpkgs.lib.nixosSystem { modules = [ ./hosts/attic ]; };
  };
}
`;

/** A lock file of these inputs, nixpkgs pinned that many days ago. */
function lockOf(names: readonly string[], { days = 5, ref = 'nixos-26.05' } = {}): string {
  const pinned = { locked: { lastModified: NOW.getTime() / 1000 - days * DAY }, original: { ref } };
  const nodes = Object.fromEntries(names.map((name) => [name, pinned]));
  const inputs = Object.fromEntries(names.map((name) => [name, name]));
  return JSON.stringify({ nodes: { ...nodes, root: { inputs } }, root: 'root', version: 7 });
}

interface Situation {
  /** Files of the output. */
  readonly output?: Record<string, string>;
  /** Other files of the project. */
  readonly files?: Record<string, string>;
  readonly lock?: string;
  readonly program?: ProgramState;
  /** Whether git is asked of a repository in which all is committed, in place of a stand-in that has nothing to say. */
  readonly repository?: boolean;
  /** What is done to the project before it is looked at. */
  readonly spoil?: (root: string) => void;
  readonly context?: Partial<DoctorContext>;
  readonly missing?: readonly string[];
  /** What programs say, in place of running them. */
  readonly answers?: Record<string, Answer | undefined>;
  readonly room?: Partial<Record<'store' | 'output', Partial<Room>>>;
}

const WELL: ProgramState = { findings: [] };
const NIX: Answer = { code: 0, stdout: 'nix (Nix) 2.31.2\n', stderr: '' };

/** A project that is well, but for what is said otherwise. */
function situation({
  output = {},
  files = {},
  lock = lockOf(['nixpkgs']),
  program = WELL,
  spoil,
  context,
  missing = [],
  answers = {},
  room = {},
  repository = false,
}: Situation = {}): DoctorContext {
  const root = folderWith({
    'cosmo.toml': 'app = "main.ts"\n',
    'etc/nix.conf': 'experimental-features = nix-command flakes\n',
    ...files,
  });
  const all = { 'flake.nix': FLAKE, 'hosts/attic/default.nix': '{ }\n', ...output };
  const made = new Map(Object.entries(all).map(([path, content]) => [path, { content, owner: '' }]));
  writeOutput({ root, outdir: 'nix-out', files: made });
  if (lock !== '') writeFileSync(join(root, 'nix-out/flake.lock'), lock);
  if (repository) {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: root, stdio: 'ignore' });
    git('init');
    git('add', '.');
    git('-c', 'user.name=ada', '-c', 'user.email=ada@example.org', 'commit', '-m', 'all');
  }
  spoil?.(root);
  const project: ProjectFacts = { ...projectFacts({}, root)!, program: () => Promise.resolve(program) };
  const ask = askOnce();
  const plenty: Room = { free: 500 * GIB, size: 1000 * GIB, freeFiles: 1e9 };
  return {
    project,
    folder: root,
    env: { NIX_CONF_DIR: join(root, 'etc') },
    home: join(root, 'home'),
    now: NOW,
    nodeVersion: 'v22.3.0',
    platform: 'linux',
    command: { folder: '/nowhere', version: '1.0.0', node: '>= 20.16.0' },
    ask: async (tool, args, folder) => {
      if (tool in answers) return answers[tool];
      if (tool === 'nix') return NIX;
      if (repository) return ask(tool, args, folder);
      return { code: 0, stdout: args[0] === 'rev-parse' ? 'true\n' : '', stderr: '' };
    },
    has: (tool) => !missing.includes(tool),
    roomAt: async (path) => ({ ...plenty, ...(path === '/nix/store' ? room.store : room.output) }),
    ...context,
  };
}

/** What is found, each with its severity. */
async function found(wanted: Situation = {}): Promise<string[]> {
  const { findings } = await examine(situation(wanted));
  return findings.map(({ severity, code }) => `${severity} ${code}`);
}

function put(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const packageJson = (version: string, more = {}) => JSON.stringify({ version, ...more });

test('a project that is well has no findings, and facts', async () => {
  const { findings, facts } = await examine(situation());
  expect(findings).toEqual([]);
  expect(facts).toEqual({ node: 'v22.3.0', 'cosmo-nix': '1.0.0', nix: '2.31.2', nixpkgs: '2026-11-18' });
});

test('every finding says where and what, and but for few how to mend it', async () => {
  const { findings } = await examine(
    situation({ lock: '', missing: ['git'], spoil: (root) => rmSync(join(root, 'nix-out/hosts/attic/default.nix')) }),
  );
  expect(findings.length).toBeGreaterThanOrEqual(3);
  for (const { check, path, message, mend } of findings) {
    expect([check, path, message, mend].every((text) => text !== undefined && text !== '')).toBe(true);
  }
});

test('errors come first, and a check that fails itself does not silence the others', async () => {
  const { findings } = await examine(situation(), [
    { name: 'one', run: async () => ({ findings: [{ severity: Severity.INFO, code: 'A', message: 'a', path: '.' }] }) },
    { name: 'two', run: () => Promise.reject(new Error('no such thing')) },
  ]);
  expect(findings.map(({ check, code }) => [check, code])).toEqual([
    ['two', 'DOCTOR_FAILED'],
    ['one', 'A'],
  ]);
});

describe('versions', () => {
  test('a Node.js that is too old', async () => {
    expect(await found({ context: { nodeVersion: 'v20.15.9' } })).toEqual(['error NODE_OLD']);
    expect(await found({ context: { nodeVersion: 'v20.16.0' } })).toEqual([]);
    expect(await found({ context: { nodeVersion: 'v100.0.0' } })).toEqual([]);
  });

  test('a command that is not that of the project', async () => {
    const spoil = (root: string) => put(root, 'node_modules/cosmo-nix/package.json', packageJson('0.9.0'));
    expect(await found({ files: { '.gitignore': 'node_modules\n' }, spoil })).toEqual(['warning COSMO_DIFFERS']);
  });

  test('constructs or the library twice, and not the copy of another tool', async () => {
    const copies =
      (holder: string, name: string, more = {}) =>
      (root: string) => {
        put(root, `node_modules/${name}/package.json`, packageJson('1.0.0'));
        put(root, `node_modules/${holder}/package.json`, packageJson('1.0.0', more));
        put(root, `node_modules/${holder}/node_modules/${name}/package.json`, packageJson('1.0.1'));
      };
    const files = { '.gitignore': 'node_modules\n' };
    const needing = { peerDependencies: { 'cosmo-nix': '^1' } };
    expect(await found({ files, spoil: copies('cosmo-nix', 'constructs', { name: 'cosmo-nix' }) })).toEqual([
      'error CONSTRUCTS_TWICE',
    ]);
    expect(await found({ files, spoil: copies('@ada/parts', 'cosmo-nix', needing) })).toEqual(['error COSMO_TWICE']);
    expect(await found({ files, spoil: copies('projen', 'constructs') })).toEqual([]);
  });

  test('no Nix, or one that is too old', async () => {
    expect(await found({ answers: { nix: undefined } })).toEqual(['warning NIX_MISSING']);
    expect(await found({ answers: { nix: { ...NIX, stdout: 'nix (Nix) 2.3.16\n' } } })).toEqual(['warning NIX_OLD']);
    expect(await found({ answers: { nix: { ...NIX, stdout: 'nix (Lix, like Nix) 2.91.1\n' } } })).toEqual([]);
  });

  test('flakes that are turned off', async () => {
    const off = { files: { 'etc/nix.conf': '# nothing\n' } };
    expect(await found(off)).toEqual(['info NIX_FEATURES']);
    const determinate = { ...NIX, stdout: 'nix (Determinate Nix 3.6.2) 2.29.0\n' };
    expect(await found({ ...off, answers: { nix: determinate } })).toEqual([]);
  });

  test('the configuration of Nix is read as Nix reads it', () => {
    const home = folderWith({
      'etc/nix.conf': 'experimental-features = nix-command # more\n!include more.conf\ninclude nix.conf\n',
      'etc/more.conf': 'extra-experimental-features = flakes\n',
      '.config/nix/nix.conf': 'extra-experimental-features = fetch-tree\n',
    });
    const env = { NIX_CONF_DIR: join(home, 'etc'), XDG_CONFIG_DIRS: join(home, 'none') };
    expect([...nixFeatures({ env, home })].sort()).toEqual(['fetch-tree', 'flakes', 'nix-command']);
    const config = 'experimental-features = ca-derivations';
    expect([...nixFeatures({ env: { ...env, NIX_CONFIG: config }, home })]).toEqual(['ca-derivations']);
  });
});

describe('lock', () => {
  test.each([
    ['', 'warning LOCK_MISSING'],
    ['<<<<<<< HEAD\n', 'error LOCK_DAMAGED'],
    [lockOf([]), 'warning INPUT_NOT_LOCKED'],
    [lockOf(['nixpkgs', 'disko']), 'info INPUT_LEFT_IN_LOCK'],
    [lockOf(['nixpkgs'], { days: 61 }), 'info LOCK_OLD'],
    [lockOf(['nixpkgs'], { days: 121 }), 'warning LOCK_OLD'],
    [lockOf(['nixpkgs'], { ref: 'nixos-25.11' }), 'warning RELEASE_ENDED'],
    [lockOf(['nixpkgs'], { ref: 'nixos-25.05-small' }), 'warning RELEASE_ENDED'],
  ])('%#: %s', async (lock, code) => {
    expect(await found({ lock })).toEqual([code]);
  });

  test.each(['nixos-26.05', 'nixos-26.11', 'nixos-unstable', 'master'])('%s is supported', async (ref) => {
    expect(await found({ lock: lockOf(['nixpkgs'], { ref, days: 60 }) })).toEqual([]);
  });

  test('a release ends with its last day', async () => {
    const lock = lockOf(['nixpkgs'], { ref: 'nixos-26.05', days: -30 });
    expect(await found({ lock, context: { now: new Date('2026-12-31T20:00:00Z') } })).toEqual([]);
    expect(await found({ lock, context: { now: new Date('2027-01-01T00:00:00Z') } })).toEqual([
      'warning RELEASE_ENDED',
    ]);
  });
});

describe('output', () => {
  test('none yet', async () => {
    const spoil = (root: string) => rmSync(join(root, 'nix-out'), { recursive: true });
    expect(await found({ spoil })).toEqual(['info OUTPUT_MISSING']);
  });

  test('a generated file that is gone, or edited', async () => {
    const gone = (root: string) => rmSync(join(root, 'nix-out/hosts/attic/default.nix'));
    const edited = (root: string) => appendFileSync(join(root, 'nix-out/hosts/attic/default.nix'), '# mine\n');
    expect(await found({ spoil: gone })).toEqual(['error OUTPUT_INCOMPLETE']);
    expect(await found({ spoil: edited })).toEqual(['warning OUTPUT_EDITED']);
  });

  test('a manifest that cannot be read, or is of a newer release', async () => {
    const manifest = (change: (text: string) => string) => (root: string) => {
      const path = join(root, 'nix-out/cosmo.json');
      writeFileSync(path, change(readFileSync(path, 'utf8')));
    };
    const spoilt = await found({ spoil: manifest((text) => `<<<<<<<\n${text}`) });
    expect(spoilt).toContain('error OUTPUT_MANIFEST');
    const { findings } = await examine(
      situation({ spoil: manifest((text) => text.replace('"version": 1', '"version": 2')) }),
    );
    expect(findings[0]!.message).toMatch(/has version 2; this Cosmo knows up to 1/);
  });

  test('what synth would change', async () => {
    const file = (content: string) => ({ content, owner: '' });
    const files = new Map([
      ['flake.nix', file(FLAKE)],
      ['hosts/attic/default.nix', file('{ services.x = 1; }\n')],
    ]);
    const rendered = { outdir: '/x', files, projectFiles: new Map() };
    const { findings } = await examine(situation({ program: { ...WELL, rendered } }));
    expect(findings.map(({ code, message }) => [code, message])).toEqual([
      ['OUTPUT_NOT_CURRENT', 'synth would change 1 file: hosts/attic/default.nix'],
    ]);
  });

  describe('of another release', () => {
    const by = (release: string) => (root: string) => {
      const manifest = join(root, 'nix-out/cosmo.json');
      const text = readFileSync(manifest, 'utf8');
      writeFileSync(manifest, text.replace('"files"', `"cosmo": "${release}",\n  "files"`));
    };
    const changed = new Map([['flake.nix', { content: '{ }', owner: '' }]]);
    const rendered = { outdir: '/x', files: changed, projectFiles: new Map() };

    test('which is older is told where synth would change something, and nowhere else', async () => {
      const { findings, facts } = await examine(situation({ spoil: by('0.9.0') }));
      expect([findings, facts['cosmo-nix of the output']]).toEqual([[], '0.9.0']);
      const changes = await examine(situation({ spoil: by('0.9.0'), program: { ...WELL, rendered } }));
      expect(changes.findings.map(({ message }) => message)).toEqual([
        'synth would change 2 files: flake.nix, hosts/attic/default.nix; cosmo-nix 0.9.0 wrote it, and this is 1.0.0',
      ]);
      const same = await examine(situation({ spoil: by('1.0.0'), program: { ...WELL, rendered } }));
      expect(same.findings.map(({ message }) => message)).toEqual([
        'synth would change 2 files: flake.nix, hosts/attic/default.nix',
      ]);
    });

    test('which is newer than what the program runs on', async () => {
      expect(await found({ spoil: by('1.0.1') })).toEqual(['warning OUTPUT_NEWER']);
      const files = { 'node_modules/cosmo-nix/package.json': packageJson('1.1.0') };
      const context = { command: { folder: '/nowhere', version: '1.1.0', node: '>= 20' } };
      expect(await found({ spoil: by('1.0.1'), files, context })).toEqual([]);
    });
  });

  test('an estate with errors, and a program that fails', async () => {
    const error = { severity: Severity.ERROR, code: 'X', message: 'x', path: 'attic' };
    expect(await found({ program: { findings: [error] } })).toEqual(['error ESTATE_ERRORS']);
    expect(await found({ program: { failure: { code: 'APP_NONE', message: 'makes no App' } } })).toEqual([
      'error PROGRAM_FAILED',
    ]);
  });
});

describe('git', () => {
  test('none around the project', async () => {
    expect(await found({ repository: true, spoil: (root) => rmSync(join(root, '.git'), { recursive: true }) })).toEqual(
      ['info GIT_OUTSIDE'],
    );
  });

  test('generated files that git does not track, or ignores', async () => {
    const fresh = { repository: true, files: { '.gitignore': 'nix-out/hosts\n' } };
    expect(await found(fresh)).toEqual(['warning OUTPUT_IGNORED']);
    const untracked = (root: string) => {
      execFileSync('git', ['rm', '-q', '--cached', 'nix-out/flake.nix'], { cwd: root });
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '-qm', 'x'], { cwd: root });
    };
    expect(await found({ repository: true, spoil: untracked })).toEqual(['warning OUTPUT_UNTRACKED']);
  });

  test('changes that are not committed', async () => {
    expect(await found({ repository: true, spoil: (root) => put(root, 'cosmo.toml', 'app = "other.ts"\n') })).toEqual([
      'info GIT_DIRTY',
    ]);
    // A new file of the user's is no matter of the flake.
    expect(await found({ repository: true, spoil: (root) => put(root, 'notes.txt', 'x') })).toEqual([]);
  });
});

describe('keys', () => {
  const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOP8t+f7fj02iexTSCpuNhogm6hlWb6MWwPvr5GdYS/E';
  const store = (key: string, backend: 'agenix' | 'sops-nix' = 'agenix') => ({
    stores: [
      {
        path: 'secrets',
        backend,
        folder: 'secrets',
        rulesFile: 'secrets.nix',
        admins: [{ name: 'ada', key, pgp: false }],
        files: [],
        systems: [],
      },
    ],
  });
  const files = { '.gitignore': 'home\n' };
  const keyPair = (root: string) => {
    put(root, 'home/.ssh/id_ed25519', 'private\n');
    put(root, 'home/.ssh/id_ed25519.pub', `${KEY} ada@laptop\n`);
  };

  test('none at the usual places, where the estate has secrets', async () => {
    expect(await found({ program: { ...WELL, secrets: store(KEY) } })).toEqual(['warning IDENTITY_MISSING']);
    expect(await found({ program: { ...WELL, secrets: { stores: [] } } })).toEqual([]);
    const context = { env: { ...situation().env, SOPS_AGE_KEY_FILE: '/x' } };
    expect(await found({ program: { ...WELL, secrets: store(KEY) }, context })).toEqual([]);
  });

  test('none that is of an administrator', async () => {
    const program = (key: string) => ({ ...WELL, secrets: store(key) });
    expect(await found({ files, program: program(`${KEY} ada`), spoil: keyPair })).toEqual([]);
    expect(await found({ files, program: program('ssh-ed25519 other'), spoil: keyPair })).toEqual([
      'warning IDENTITY_NO_ADMIN',
    ]);
    const age = (root: string) => put(root, 'home/.config/age/keys.txt', '# public key: age1own\nAGE-SECRET-KEY-1\n');
    expect(await found({ files, program: program('age1own'), spoil: age })).toEqual([]);
    expect(await found({ files, program: program('age1other'), spoil: age })).toEqual(['warning IDENTITY_NO_ADMIN']);
  });

  test('what the checks find about secrets and host keys, and nothing else', async () => {
    const finding = (code: string) => ({ severity: Severity.WARNING, code, message: 'x', path: 'secrets/a' });
    const findings = [finding('SECRET_EXTRA_RECIPIENT'), finding('HOST_KEY_LATE'), finding('TCP_PORT_TAKEN')];
    expect(await found({ program: { findings } })).toEqual(['warning SECRET_EXTRA_RECIPIENT', 'warning HOST_KEY_LATE']);
  });

  test('tools that the secrets need', async () => {
    const missing = ['age', 'rage', 'sops'];
    const context = { env: { ...situation().env, SOPS_AGE_KEY: 'x' } };
    const tools = async (backend?: 'sops-nix') => {
      const { findings } = await examine(
        situation({ missing, context, program: { ...WELL, secrets: store(KEY, backend) } }),
      );
      return findings.map(({ code, path }) => [code, path]);
    };
    expect(await tools()).toEqual([['TOOL_MISSING', 'age']]);
    expect(await tools('sops-nix')).toEqual([
      ['TOOL_MISSING', 'age'],
      ['TOOL_MISSING', 'sops'],
    ]);
    expect(await found({ missing })).toEqual([]);
  });
});

describe('tools', () => {
  test('git', async () => {
    expect(await found({ missing: ['git'], answers: { git: undefined } })).toEqual(['warning TOOL_MISSING']);
  });

  test('those of deployments, only where something is deployed by them', async () => {
    const missing = ['deploy', 'colmena', 'ssh', 'darwin-rebuild'];
    const flake = (more: string) => ({
      'flake.nix': FLAKE.replace('outputs = inputs: {', `outputs = inputs: { ${more}`),
    });
    const tools = async (more: string, platform: NodeJS.Platform = 'linux') => {
      const { findings } = await examine(situation({ missing, output: flake(more), context: { platform } }));
      return findings.map(({ severity, path }) => `${severity} ${path}`);
    };
    expect(await tools('')).toEqual([]);
    expect(await tools('deploy.nodes.attic.hostname = "attic";')).toEqual(['warning ssh', 'info deploy']);
    expect(await tools('colmenaHive = inputs.colmena.lib.makeHive { attic = { }; };')).toEqual([
      'warning ssh',
      'info colmena',
    ]);
    const mac = 'darwinConfigurations.mac = inputs.nix-darwin.lib.darwinSystem { modules = [ ./hosts/attic ]; };';
    expect(await tools(mac)).toEqual([]);
    expect(await tools(mac.replace('./hosts/attic', './hosts/mac'), 'darwin')).toEqual(['info darwin-rebuild']);
  });
});

describe('disk', () => {
  test.each([
    [{ store: { free: 9 * GIB } }, 'warning DISK_FULL'],
    [{ store: { free: 0.5 * GIB } }, 'error DISK_FULL'],
    [{ output: { free: 0.1 * GIB } }, 'warning DISK_FULL'],
    [{ output: { free: 0.01 * GIB } }, 'error DISK_FULL'],
    [{ store: { freeFiles: 12 } }, 'warning DISK_FILES'],
  ])('%j', async (room, code) => {
    expect(await found({ room })).toEqual([code]);
  });

  test('no Nix store, and a file system that counts no files', async () => {
    expect(await found({ context: { roomAt: async () => undefined } })).toEqual([]);
    expect(await found({ room: { store: { freeFiles: undefined } } })).toEqual([]);
  });
});

test('without a project only the machine is looked at', async () => {
  const { findings } = await examine({ ...situation({ room: { store: { free: 1 } } }), project: undefined });
  expect(findings.map(({ code }) => code)).toEqual(['DISK_FULL']);
});
