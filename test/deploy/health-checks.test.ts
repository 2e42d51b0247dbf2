import {
  App,
  Endpoint,
  HomeManagerProfile,
  NixosContainer,
  Protocol,
  Specialisation,
  StandaloneHome,
  ZfsPool,
} from '../../src';
import {
  CommandHealth,
  HealthChecks,
  HttpHealth,
  HttpHealthProps,
  PoolHealth,
  PortHealth,
  UnitHealth,
} from '../../src/deploy';
import { DarwinHost } from '../../src/hosts';
import { appWith, codes, hostOf } from '../support/small-estate';

const refused = (run: () => unknown, code: string) => expect(run).toThrow(expect.objectContaining({ code }));
const health = (app: App, path: string) => {
  const { tree } = JSON.parse(app.render()['tree.json']!);
  return tree.children.find((node: { path: string }) => node.path === path).health;
};

describe('health checks', () => {
  test('of a host and its containers are those of the machine', () => {
    const app = appWith();
    const host = hostOf(app);
    const media = new NixosContainer(host, 'media', { subnet: '10.233.1.0/24' });
    new UnitHealth(media.inside, 'jellyfin');
    const part = new PortHealth(media.inside, 'port', { port: 8096 });
    expect(part.machine).toBe(host);
    expect(part.system).toBe(media.inside);
    expect(health(app, 'server')).toEqual([
      { name: 'media/jellyfin', what: 'unit jellyfin.service is active in the container media' },
      { name: 'media/port', what: '10.233.1.2:8096 takes connections' },
    ]);
    // The host comes to the container by the container's firewall.
    expect(app.render()['hosts/server/media/container.nix']).toContain('allowedTCPPorts = [ 8096 ]');
    expect(app.render()['hosts/server/media/health.nix']).toBeUndefined();
  });

  test('bring nothing where there are none', () => {
    const app = appWith();
    hostOf(app);
    expect(health(app, 'server')).toBeUndefined();
    expect(Object.keys(app.render())).not.toContain('hosts/server/health.nix');
  });

  test('of a Mac and a home stand where their packages do', () => {
    const app = appWith();
    const mac = new DarwinHost(app, 'mac', { stateVersion: 6 });
    new CommandHealth(mac, 'own', { command: ['true'] });
    const home = new StandaloneHome(app, 'ada@laptop', { stateVersion: '25.11' });
    new PortHealth(home, 'port', { port: 8384 });
    expect(app.render()['hosts/mac/health.nix']).toContain('environment.systemPackages');
    expect(app.render()['homes/ada-at-laptop/health.nix']).toContain('home.packages');
  });

  test('are made several at once', () => {
    const app = appWith();
    const host = hostOf(app, 'server', { options: { services: { nginx: { enable: true } } } });
    new HealthChecks(host, 'health', {
      units: ['nginx', 'backup.timer'],
      endpoints: [new Endpoint({ host: '127.0.0.1', port: 80 })],
      urls: ['https://photos.example.com/a'],
      pools: [new ZfsPool(host, 'tank')],
    });
    expect(health(app, 'server').map(({ what }: { what: string }) => what)).toEqual([
      'unit nginx.service is active',
      'unit backup.timer is active',
      '127.0.0.1:80 takes connections',
      'https://photos.example.com/a answers',
      'pool tank is ONLINE',
    ]);
  });

  test('say where nobody serves what they ask, as other connections do', () => {
    const app = appWith();
    const host = hostOf(app, 'server', { options: { services: { postgresql: { enable: true } } } });
    new PortHealth(host, 'database', { port: 3306 });
    expect(codes(app.check())).toEqual(['warning CONNECTION_UNSERVED']);
    expect(app.check()[0]!.message).toContain('the health check database');
  });

  test('stand on a machine', () => {
    const app = appWith();
    const host = hostOf(app);
    refused(() => new UnitHealth(new Specialisation(host, 'gaming'), 'unit'), 'HEALTH_NO_MACHINE');
    const profile = new HomeManagerProfile(app, 'base', { stateVersion: '25.11' });
    refused(() => new UnitHealth(profile, 'unit'), 'HEALTH_NO_MACHINE');
    refused(() => new UnitHealth(app, 'unit'), 'SYSTEM_MISSING');
  });
});

describe('what is refused', () => {
  const host = () => hostOf(appWith());

  test.each(['a b', '', '-x', '../x', 'getty@', 'a/b'])('the unit %j', (unit) => {
    refused(() => new UnitHealth(host(), 'check', { unit }), 'HEALTH_UNIT');
  });

  test('units on a Mac', () => {
    const mac = new DarwinHost(appWith(), 'mac', { stateVersion: 6 });
    refused(() => new UnitHealth(mac, 'unit'), 'HEALTH_NO_SYSTEMD');
  });

  test('times that are none', () => {
    refused(() => new UnitHealth(host(), 'unit', { timeout: -1 }), 'NUMBER_OUT_OF_RANGE');
    refused(() => new UnitHealth(host(), 'unit', { timeout: 1.5 }), 'NUMBER_OUT_OF_RANGE');
    refused(() => new UnitHealth(host(), 'unit', { steady: 61 }), 'NUMBER_OUT_OF_RANGE');
    refused(() => new CommandHealth(host(), 'own', { command: ['true'], tryTimeout: 0 }), 'NUMBER_OUT_OF_RANGE');
  });

  test('places that are none, or two', () => {
    const endpoint = new Endpoint({ host: '127.0.0.1', port: 53, protocol: Protocol.UDP });
    refused(() => new PortHealth(host(), 'port', {}), 'HEALTH_PLACE');
    refused(() => new PortHealth(host(), 'port', { endpoint, port: 53 }), 'HEALTH_PLACE');
    refused(() => new PortHealth(host(), 'port', { endpoint }), 'HEALTH_UDP');
    refused(() => new PortHealth(host(), 'port', { port: 70000 }), 'PORT_OUT_OF_RANGE');
  });

  test.each<[string, HttpHealthProps]>([
    ['HEALTH_PLACE', {}],
    ['HEALTH_PLACE', { url: 'http://a.example', port: 80 }],
    ['HEALTH_PLACE', { url: 'http://a.example', path: '/x' }],
    ['HEALTH_URL', { url: 'ftp://a.example' }],
    ['HEALTH_URL', { url: 'http://a b' }],
    ['HEALTH_URL', { url: 'http://ada:secret@a.example' }],
    ['HEALTH_URL', { port: 80, scheme: 'gopher' }],
    ['ENDPOINT_URL', { port: 80, path: 'x' }],
    ['HEALTH_STATUS', { port: 80, statuses: [] }],
    ['HEALTH_STATUS', { port: 80, statuses: [99] }],
  ])('%s of HTTP: %j', (code, props) => {
    refused(() => new HttpHealth(host(), 'web', props), code);
  });

  test('a pool of another machine', () => {
    const app = appWith();
    const pool = new ZfsPool(hostOf(app, 'one'), 'tank');
    refused(() => new PoolHealth(hostOf(app, 'two'), 'pool', { pool }), 'HEALTH_POOL_ELSEWHERE');
  });

  test('commands that are none', () => {
    refused(() => new CommandHealth(host(), 'own', { command: [] }), 'HEALTH_COMMAND');
    refused(() => new CommandHealth(host(), 'own', { command: ['a', 'b\0'] }), 'HEALTH_COMMAND');
    refused(() => new CommandHealth(host(), 'own', { command: ['a', 3 as never] }), 'HEALTH_COMMAND');
  });
});
