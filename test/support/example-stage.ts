import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { project } from './estate';
import * as cosmo from '../../src';
import { fixturePath, KEYS } from '../secrets/fixture';

const KEY = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOP8t+f7fj02iexTSCpuNhogm6hlWb6MWwPvr5GdYS/E patrick@laptop';
const login = {
  users: {
    patrick: {
      admin: true,
      authorizedKeys: [KEY],
      hashedPasswordFile: cosmo.SecretFile.at('/etc/secrets/patrick'),
    },
  },
};

/** Files that the examples find in their project. */
const FILES = {
  'files/logo.txt': '~ our home ~\n',
  'nix/printer.nix': '{ services.printing.enable = true; }\n',
  'nix/router.nix': '{ services.openssh.enable = true; }\n',
  'nix/macbook.nix': '{ system.stateVersion = 6; }\n',
  // The keys of the fixtures: who may read the secrets of the examples.
  'secrets/keys/laddie.pub': KEYS.laddie,
};

/** The files of the secrets that an example may have, by the name of the secret. */
const SECRETS: Readonly<Record<string, readonly [path: string, fixture: string]>> = {
  'dns-token': ['secrets/dns-token.age', 'age/admin-laddie.age'],
  'tailscale-auth-key': ['secrets/tailscale-auth-key.age', 'age/admin-laddie.age'],
  wifi: ['secrets/wifi.yaml', 'sops/wifi.yaml'],
};

const folders = new Map<string, string>();

/** The project of an example; those with the same secrets share it, and write nothing. */
export function exampleProject(code: string): string {
  const names = Object.keys(SECRETS).filter((name) => code.includes(`Secret(app, '${name}'`));
  const key = names.join(' ');
  const folder = folders.get(key) ?? project(FILES);
  folders.set(key, folder);
  for (const [path, from] of names.map((name) => SECRETS[name]!)) copyFileSync(fixturePath(from), join(folder, path));
  return folder;
}

/** What an example declares and does not make: `declare const laddie: Host;` */
export class Stage {
  private readonly made = new Map<string, unknown>();

  /** The value of that name; made when it is first asked for. */
  public get(name: string): unknown {
    if (!this.made.has(name)) {
      if (!Object.hasOwn(THINGS, name)) {
        throw new Error(`example-stage.ts has no ${name}: add it, or take another name`);
      }
      this.made.set(name, THINGS[name]!(this));
    }
    return this.made.get(name);
  }

  public get app(): cosmo.App {
    return this.get('app') as cosmo.App;
  }

  public get laddie(): cosmo.Host {
    return this.get('laddie') as cosmo.Host;
  }
}

const THINGS: Readonly<Record<string, (stage: Stage) => unknown>> = {
  app: () => new cosmo.App({ release: '25.11' }),
  // The home server, with all that it needs.
  laddie: ({ app }) =>
    new cosmo.Host(app, 'laddie', {
      ...login,
      stateVersion: '25.11',
      hostId: '8425e349',
      memoryMib: 64 * 1024,
      threads: 32,
      hardware: { cpu: cosmo.CpuVendor.AMD },
      fileSystems: {
        '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' },
        '/boot': { device: '/dev/disk/by-label/ESP', fsType: 'vfat', options: ['umask=0077'] },
      },
      networking: {
        backend: cosmo.NetworkBackend.NETWORKD,
        bridges: { br0: { members: ['enp4s0'] } },
        interfaces: { br0: { addresses: ['192.168.1.10/24'], gateway: '192.168.1.1' } },
      },
    }),
  // A machine that has no disks yet.
  attic: ({ app }) =>
    new cosmo.Host(app, 'attic', {
      ...login,
      stateVersion: '25.11',
      networking: { interfaces: { eno1: { addresses: ['192.168.1.11/24'], gateway: '192.168.1.1' } } },
    }),
  macbook: ({ app }) => new cosmo.DarwinHost(app, 'macbook', { stateVersion: 6 }),
  patrick: ({ laddie }) => laddie.findUser('patrick'),
  rpool: ({ laddie }) => new cosmo.ZfsPool(laddie, 'rpool'),
  tank: ({ laddie }) => new cosmo.ZfsPool(laddie, 'tank'),
  home: (stage) => (stage.get('rpool') as cosmo.ZfsPool).addDataset('home', { mountPoint: '/home' }),
  photos: (stage) => (stage.get('tank') as cosmo.ZfsPool).addDataset('photos', { mountPoint: '/srv/photos' }),
  lan: ({ app }) => new cosmo.Lan(app, 'lan', { subnet: '192.168.1.0/24', gateway: '192.168.1.1' }),
  media: ({ laddie }) => {
    const media = new cosmo.NixosContainer(laddie, 'media', { subnet: '10.233.1.0/24', nat: false });
    new cosmo.NixModule(media.inside, 'films', { options: { services: { jellyfin: { enable: true } } } });
    return media;
  },
  proxy: ({ laddie }) => new cosmo.ReverseProxy(laddie, 'proxy', { interfaces: ['br0'] }),
  store: ({ app }) => new cosmo.AgenixStore(app, 'secrets', { adminKeys: { patrick: KEYS.admin } }),
};
