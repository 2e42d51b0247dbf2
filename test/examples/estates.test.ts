import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { AgenixStore, App, Claims, Host, Secret, Severity } from '../../src';
import { render } from '../../src/graph/formats';
import { graphOf } from '../graph/estate';
import { newApp } from '../support/estate';
import { EvaluatedFlake, evaluateFlake, shortfalls } from '../support/evaluate-flake';
import { brokenLinks, EXAMPLES, filesOf, runExample } from '../support/example';
import { judged } from '../support/judged';
import { describeWithNix, nixParses } from '../support/nix';

/** The estates, and what each is to have: options by system, as Nix evaluates them. */
const ESTATES: Record<string, Record<string, Record<string, unknown>>> = {
  nas: {
    nas: {
      networking: {
        hostName: 'nas',
        hostId: '4e98920d',
        firewall: { interfaces: { eno1: { allowedTCPPorts: [445, 5357], allowedUDPPorts: [3702] } } },
      },
      services: {
        samba: {
          settings: {
            photos: { path: '/srv/photos', 'valid users': ['ada', 'grace'], 'shadow:localtime': true },
            timemachine: { path: '/srv/timemachine', 'fruit:time machine': true },
          },
        },
        sanoid: { datasets: { tank: { hourly: 24, daily: 30, monthly: 6 } } },
        restic: { backups: { offsite: { repository: 'b2:ada-backups:nas' } } },
        prometheus: { enable: true, exporters: { zfs: { enable: true } }, alertmanager: { enable: true } },
        smartd: { enable: true },
      },
      disko: { devices: { zpool: { tank: { datasets: { photos: { mountpoint: '/srv/photos' } } } } } },
    },
  },
  laptop: {
    'ada@thinkpad': {
      home: {
        username: 'ada',
        homeDirectory: '/home/ada',
        stateVersion: '25.11',
        packages: ['ripgrep', 'nodejs'],
      },
      programs: {
        git: { settings: { user: { name: 'Ada Lovelace', email: 'ada@example.org' } } },
        firefox: { enable: true },
        'home-manager': { enable: true },
      },
      targets: { genericLinux: { enable: true } },
    },
    'ada@work': {
      home: { homeDirectory: '/Users/ada' },
      programs: { git: { settings: { user: { email: 'ada.lovelace@example.com' } } }, helix: { enable: true } },
    },
    'alovelace@login.example.edu': {
      home: { username: 'alovelace', homeDirectory: '/data/users/alovelace' },
      programs: { starship: { enable: true } },
    },
  },
  cluster: {
    'node-1': {
      services: {
        k3s: {
          enable: true,
          role: 'server',
          clusterInit: true,
          tokenFile: '<unset>',
          extraFlags: ['--node-ip=10.20.0.21'],
        },
      },
      networking: {
        firewall: { interfaces: { eno1: { allowedTCPPorts: [6443, 2379, 2380, 10250], allowedUDPPorts: [8472] } } },
      },
    },
    'node-2': {
      services: { k3s: { enable: true, serverAddr: 'https://10.20.0.21:6443', extraFlags: ['--node-ip=10.20.0.22'] } },
    },
    'node-3': {
      services: { k3s: { enable: true, serverAddr: 'https://10.20.0.21:6443', extraFlags: ['--node-ip=10.20.0.23'] } },
    },
  },
  developers: {
    macbook: {
      networking: { hostName: 'macbook' },
      homebrew: { casks: ['firefox'], onActivation: { cleanup: 'uninstall' } },
      security: { pam: { services: { sudo_local: { touchIdAuth: true } } } },
      'home-manager': {
        users: { ada: { programs: { git: { enable: true }, direnv: { 'nix-direnv': { enable: true } } } } },
      },
    },
    workstation: {
      wsl: { enable: true, defaultUser: 'ada' },
      virtualisation: { docker: { enable: true } },
      'home-manager': {
        users: {
          ada: {
            home: { packages: ['lazydocker', 'gh', 'ripgrep'] },
            programs: { git: { enable: true } },
          },
        },
      },
    },
  },
};

const ADA = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN+KfZQMzggNYgd8/no7MG7e9lUtG+JHfKofC3K9qoy8';

/** What newer releases have, and those of the catalogues (December 2024) do not. */
const NEWER: RegExp[] = [];

describe.each(Object.keys(ESTATES))('the estate examples/%s', (name) => {
  const folder = join(EXAMPLES, name);
  let app: App;

  beforeAll(() => {
    app = runExample(name);
  });

  test('has no errors and no warnings', () => {
    expect(app.check().filter(({ severity }) => severity !== Severity.INFO)).toEqual([]);
  });

  test('is small: what a file says fits on a few screens', () => {
    const sources = Object.entries(filesOf(folder)).filter(([path]) => path.endsWith('.ts'));
    expect(sources.map(([path]) => path)).toContain('main.ts');
    expect(sources.filter(([, text]) => text.split('\n').length > 120).map(([path]) => path)).toEqual([]);
  });

  test('has a README with its picture, and links that lead somewhere', () => {
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain('](graph.svg)');
    expect(brokenLinks(join(folder, 'README.md'))).toEqual([]);
  });

  test('has a picture that is current: cosmo graph --out graph.svg mends what differs', () => {
    expect(readFileSync(join(folder, 'graph.svg'), 'utf8')).toBe(render(graphOf(app), 'svg'));
  });

  test('has its files beside the project root committed', () => {
    for (const [path, content] of Object.entries(app.renderProjectFiles())) {
      expect([path, readFileSync(join(folder, path), 'utf8')]).toEqual([path, content]);
    }
  });

  test('writes these files', () => {
    expect(Object.keys(app.render()).sort()).toMatchSnapshot();
  });

  test('sets no option that is unknown or of another type', () => {
    const { systems, found } = judged(app);
    expect(systems).toBeGreaterThan(0);
    expect(found.filter((one) => !NEWER.some((newer) => newer.test(one)))).toEqual([]);
  });

  describeWithNix('its flake, by Nix', () => {
    let files: Record<string, string>;
    let flake: EvaluatedFlake;

    beforeAll(() => {
      files = app.render();
      const out = mkdtempSync(join(tmpdir(), 'cosmo-example-'));
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(out, path)), { recursive: true });
        writeFileSync(join(out, path), content);
      }
      flake = evaluateFlake(out);
      rmSync(out, { recursive: true });
    });

    test('every file parses', async () => {
      const texts = Object.entries(files).flatMap(([path, text]) => (path.endsWith('.nix') ? [text] : []));
      expect((await nixParses(texts)).every(Boolean)).toBe(true);
    });

    test('its systems have what the program says', () => {
      expect(Object.keys(flake.systems).sort()).toEqual(Object.keys(ESTATES[name]!).sort());
      expect(shortfalls(ESTATES[name], flake.systems)).toEqual([]);
    });
  });
});

describe('what the cluster holds its nodes to', () => {
  const { K3sCluster } = jest.requireActual('../../examples/cluster/k3s');
  const MACHINE = { stateVersion: '25.11', allowNoLogin: true };

  /** A cluster of its own, with so many nodes. */
  function cluster(nodes: number) {
    const app = newApp();
    new AgenixStore(app, 'store', { adminKeys: { ada: ADA } });
    const k3s = new K3sCluster(app, 'cluster', { interface: 'eno1', token: new Secret(app, 'token') });
    const hosts = Array.from({ length: nodes }, (_, i) => {
      const interfaces = { eno1: { addresses: [`10.20.0.${i + 1}/24`] } };
      const host = new Host(app, `n${i}`, { ...MACHINE, networking: { interfaces } });
      k3s.addNode(host);
      return host;
    });
    return { app, k3s, hosts };
  }
  const messages = (app: App) => app.check().map(({ message }) => message);

  test('nodes can decide by majority', () => {
    expect(messages(cluster(2).app)).toContainEqual(expect.stringContaining('2 nodes: give an odd number'));
    expect(messages(cluster(3).app)).not.toContainEqual(expect.stringContaining('give an odd number'));
  });

  test('something runs on it only where it has a node', () => {
    expect(() => cluster(0).k3s.addManifest('x', [])).toThrow('the cluster has no node yet');
  });

  test('nothing else takes its ports', () => {
    const { app, hosts } = cluster(1);
    Claims.of(hosts[0]!).tcpPort(6443);
    expect(app.check().map(({ code }) => code)).toContain('TCP_PORT_TAKEN');
  });

  test('nodes are deployed with a check that the cluster has them again', () => {
    const files = runExample('cluster').render();
    expect(files['flake.nix']).toContain('deploy.nodes');
    expect(files['flake.nix']).toContain('hostname = "10.20.0.22";');
    expect(files['hosts/node-2/health.nix']).toContain('--for=condition=Ready');
  });
});

describe('the README of', () => {
  test('the reference estate shows its picture', () => {
    const page = join(EXAMPLES, 'cosmo/README.md');
    expect(readFileSync(page, 'utf8')).toContain('](../../docs/images/cosmo.svg)');
    expect(brokenLinks(page)).toEqual([]);
  });

  test('the project names every example', () => {
    const text = readFileSync(resolve(EXAMPLES, '../README.md'), 'utf8');
    for (const name of [...Object.keys(ESTATES), 'cosmo', 'interoperation']) {
      expect(text).toContain(`](examples/${name}/README.md)`);
      expect(existsSync(join(EXAMPLES, name, 'README.md'))).toBe(true);
    }
  });
});
