import { cosmo, newProject, put } from './cosmo';

const ESTATE = `import { App, Host, NixModule, NixosContainer } from 'cosmo-nix';

const app = new App({ release: '25.11' });
const attic = new Host(app, 'attic', {
  stateVersion: '25.11',
  fileSystems: {
    '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' },
    '/boot': { device: '/dev/disk/by-label/ESP', fsType: 'vfat', options: ['umask=0077'] },
  },
  sudo: { wheelNeedsPassword: false },
});
attic.addUser('ada', {
  admin: true,
  authorizedKeys: ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOP8t+f7fj02iexTSCpuNhogm6hlWb6MWwPvr5GdYS/E ada@laptop'],
});
new NixModule(attic, 'web', {
  options: {
    services: { tailscale: { extraUpFlags: ['--advertise-tags=tag:server,tag:web'] } },
    networking: { interfaces: { lan: { ipv4: { addresses: [{ address: '192.0.2.7', prefixLength: 24 }] } } } },
  },
});
new NixosContainer(attic, 'films', { stateVersion: '25.05' });
app.synth();
`;

function project(): string {
  return newProject({ 'cosmo.toml': 'app = "main.ts"\n', 'main.ts': ESTATE });
}

function rows(text: string): string[][] {
  return text.split('\n').map((line) => line.split(/ {2,}/));
}

describe('cosmo list', () => {
  test('lists machines with platform, version, addresses, tags and state', () => {
    const root = project();
    const { code, stdout, stderr } = cosmo(root, ['list']);
    expect([code, stderr]).toEqual([0, '']);
    const [head, attic, films, total] = rows(stdout);
    expect(head).toEqual(['NAME', 'KIND', 'PLATFORM', 'VERSION', 'ADDRESSES', 'TAGS', 'STATE']);
    expect(attic).toEqual(['attic', 'host', 'x86_64-linux', '25.11', '192.0.2.7', 'tag:server tag:web', 'new']);
    expect(films!.slice(0, 4)).toEqual(['films', 'container', 'x86_64-linux', '25.05']);
    expect(films![4]).toMatch(/^10\.233\.\d+\.2$/);
    expect(films!.slice(5)).toEqual(['-', 'new']);
    expect(total).toEqual(['2 systems']);
  });

  test('the state follows the last output', () => {
    const root = project();
    const states = () =>
      (
        JSON.parse(cosmo(root, ['list', '--json']).stdout) as { systems: { name: string; state: string }[] }
      ).systems.map(({ name, state }) => `${name} ${state}`);
    expect(cosmo(root, ['synth', '--quiet']).code).toBe(0);
    expect(states()).toEqual(['attic written', 'films written']);
    put(root, { 'main.ts': ESTATE.replace("stateVersion: '25.05'", "stateVersion: '25.11'") });
    expect(states()).toEqual(['attic changed', 'films changed']);
    put(root, { 'main.ts': ESTATE.replace(/^new NixosContainer.*$/m, '') });
    expect(states()).toEqual(['attic changed', 'films removed']);
  });

  test('--last reads the last output, and runs nothing', () => {
    const root = project();
    expect(cosmo(root, ['synth', '--quiet']).code).toBe(0);
    put(root, { 'main.ts': 'throw new Error("not run");' });
    expect(rows(cosmo(root, ['list', '--last']).stdout)[1]!.slice(0, 2)).toEqual(['attic', 'host']);
    expect(cosmo(root, ['list']).code).toBe(1);
  });

  test('--last without an output is refused', () => {
    const { code, stderr } = cosmo(project(), ['list', '--last']);
    expect([code, /NO_OUTPUT\b.*there is no output of cosmo in nix-out/.test(stderr)]).toEqual([2, true]);
  });
});

describe('cosmo tree', () => {
  test('prints constructs with what they write', () => {
    const { code, stdout, stderr } = cosmo(project(), ['tree', 'attic', '--depth', '0']);
    expect([code, stderr]).toEqual([0, '']);
    const lines = stdout.split('\n');
    expect(lines[0]).toBe('attic Host');
    expect(lines).toContain('├─ hosts/attic/default.nix');
    expect(lines).toContain('└─ hosts/attic/web.nix (2 options)');
  });

  test('--options names them, --all has what writes nothing', () => {
    const root = project();
    const { stdout } = cosmo(root, ['tree', '--options']);
    expect(stdout.split('\n')[0]).toBe('(the app) App');
    expect(stdout).toContain('networking.interfaces.lan.ipv4.addresses\n');
    expect(stdout).not.toContain(' User\n');
    expect(cosmo(root, ['tree', '--all']).stdout).toContain('ada User\n');
  });

  test('--json has the same', () => {
    const { tree } = JSON.parse(cosmo(project(), ['tree', 'attic/films', '--json']).stdout) as {
      tree: { path: string; type: string; files: { path: string; options?: string[] }[] };
    };
    expect([tree.path, tree.type]).toEqual(['attic/films', 'NixosContainer']);
    expect(tree.files.map(({ path }) => path)).toEqual(['hosts/attic/films.nix']);
    expect(tree.files[0]!.options).toContain('containers.films.config');
  });

  test('refuses a construct that there is not, and a depth that is no number', () => {
    const root = project();
    const wrong = cosmo(root, ['tree', 'attik']);
    expect([wrong.code, /TREE_PATH.*\n.*did you mean "attic"\?/.test(wrong.stderr)]).toEqual([2, true]);
    const depth = cosmo(root, ['tree', '--depth', 'all']);
    expect([depth.code, /TREE_DEPTH/.test(depth.stderr)]).toEqual([2, true]);
  });
});
