import type * as Library from '../src';

// What ships is measured: the compiled library.
// eslint-disable-next-line @typescript-eslint/no-require-imports
const cosmo = require('../lib') as typeof Library;
const { App, HomeManagerProfile, Host, NixModule, NixosContainer, NixosSystem, TailscaleNode, ZfsPool, ZfsVdev } =
  cosmo;
type App = Library.App;
type HomeManagerProfile = Library.HomeManagerProfile;

/** An object of 30 fields: strings, numbers, booleans, lists and sets, as option definitions have them. */
export function thirtyFields(index: number): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (let i = 0; i < 18; i++) fields[`field${i}`] = `value ${index} of field ${i}`;
  for (let i = 0; i < 5; i++) fields[`count${i}`] = index * i;
  for (let i = 0; i < 4; i++) fields[`flag${i}`] = i % 2 === 0;
  fields.list = ['one', 'two', 'three'];
  fields.nested = { host: `10.0.0.${index % 250}`, port: 8000 + (index % 1000) };
  fields.path = `/srv/data/${index}`;
  return fields;
}

/** Objects of 30 fields, made once: what is measured is what becomes of them. */
export const OBJECTS = Array.from({ length: 10_000 }, (_, i) => thirtyFields(i));

/** The same number of objects on some hosts, one module an object. */
export function estate(hosts: number, objects: number, projectRoot: string): App {
  const app = new App({ projectRoot });
  let next = 0;
  for (let h = 0; h < hosts; h++) {
    const host = new NixosSystem(app, `host-${h}`);
    for (let i = 0; i < objects / hosts; i++) {
      new NixModule(host, `object-${i}`, {
        options: { services: { [`service-${i}`]: OBJECTS[next++ % OBJECTS.length] } },
      });
    }
  }
  return app;
}

/** Pairs of objects of which each depends on both of the pair before it. */
export function diamond(objects: number, projectRoot: string): App {
  const app = new App({ projectRoot });
  const common = { stateVersion: '25.11' };
  let layer: HomeManagerProfile[] = [];
  for (let i = 0; i < objects / 2; i++) {
    const next = ['a', 'b'].map(
      (side) => new HomeManagerProfile(app, `layer-${i}-${side}`, { ...common, extends: layer }),
    );
    for (const above of next) for (const below of layer) above.node.addDependency(below);
    layer = next;
  }
  return app;
}

/** A nested tree of plain data with so many leaves. */
export function tree(leaves: number): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (let i = 0, made = 0; made < leaves; i++) {
    const group: Record<string, unknown> = {};
    for (let j = 0; j < 10 && made < leaves; j++) {
      group[`service${j}`] = {
        enable: true,
        port: 8000 + j,
        user: `user-${j}`,
        description: `Service number ${j} of group ${i}, which does a thing`,
        addresses: [`10.0.${i % 250}.${j}`, `fd00::${j}`],
        limits: { memory: 512 * j, weight: 0.5 + j, restart: false },
      };
      made += 9;
    }
    root[`group${i}`] = group;
  }
  return root;
}

/** Machines as a homelab has them, each with an address, a user, a pool, a tailnet node and a container. */
export function homelab(hosts: number, projectRoot: string): App {
  const app = new App({ projectRoot });
  for (let h = 0; h < hosts; h++) {
    const host = new Host(app, `host-${h}`, {
      stateVersion: '25.11',
      allowNoLogin: true,
      fileSystems: { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } },
      users: { owner: { admin: true } },
      networking: {
        interfaces: {
          eno1: { addresses: [`10.${Math.floor(h / 16384) + 1}.${Math.floor(h / 64) % 256}.${(h % 64) + 10}/24`] },
        },
      },
      options: { services: { prometheus: { exporters: { node: { enable: true, port: 9100 } } } } },
    });
    const pool = new ZfsPool(host, 'tank', {
      layout: { data: [ZfsVdev.mirror([`/dev/disk/by-id/ata-DISK_${h}_A`, `/dev/disk/by-id/ata-DISK_${h}_B`])] },
    });
    for (const name of ['media', 'backup', 'home']) pool.addDataset(name, { mountPoint: `/srv/${name}` });
    new TailscaleNode(host, 'tailscale', {});
    const web = new NixosContainer(host, 'web', { stateVersion: '25.11' });
    new NixModule(web.inside, 'nginx', { options: { services: { nginx: { enable: true } } } });
  }
  return app;
}
