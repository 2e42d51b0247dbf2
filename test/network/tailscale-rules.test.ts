import { Host, Nix, NixModule, SecretFile, Tailnet, TailscaleNode, TailscaleNodeProps } from '../../src';
import { appWith, codes, hostOf } from '../support/small-estate';

const KEY = SecretFile.at('/run/keys/tailscale');
const TAGGED = { authKey: KEY, tags: ['tag:server'] };
const lan = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });

/** The codes of one host with options of services.tailscale. */
function raw(tailscale: Record<string, any>, more: Record<string, any> = {}): string[] {
  const app = appWith();
  new NixModule(hostOf(app, 'server'), 'raw', {
    options: { services: { tailscale: { enable: true, ...tailscale } }, ...more },
  });
  return codes(app.check());
}

test('forwarding that is set by hand, or known to Nix alone, is nobody else’s', () => {
  const routes = { extraSetFlags: ['--advertise-routes=10.0.0.0/24'] };
  expect(raw(routes)).toEqual(['warning TAILSCALE_FEATURES']);
  expect(raw(routes, { boot: { kernel: { sysctl: { 'net.ipv4.ip_forward': 1 } } } })).toEqual([]);
  expect(raw({ ...routes, useRoutingFeatures: Nix.ref('config.mine.features') })).toEqual([]);
  expect(raw({ extraSetFlags: ['--advertise-routes=', '--accept-routes=false'] })).toEqual([]);
  expect(raw({ extraSetFlags: ['--accept-routes'], useRoutingFeatures: 'server' })).toEqual([
    'warning TAILSCALE_FEATURES',
  ]);
});

test('a service that is off is told nothing', () => {
  expect(raw({ enable: false, extraUpFlags: ['--ssh'] })).toEqual([]);
});

describe('networks that are offered', () => {
  /** The codes of routers and one machine that takes what they offer. */
  function estate(
    routers: Record<string, string[]>,
    address: string,
    props: TailscaleNodeProps = { acceptRoutes: true },
  ) {
    const app = appWith();
    for (const [name, routes] of Object.entries(routers)) {
      new TailscaleNode(hostOf(app, name), 'tailscale', { ...TAGGED, routes });
    }
    new TailscaleNode(hostOf(app, 'nas', lan(address)) as Host, 'tailscale', { ...TAGGED, ...props });
    return codes(app.check()).filter((code) => /TAIL/.test(code));
  }

  test('are not for a machine that is in them, in either family', () => {
    expect(estate({ a: ['10.1.0.0/16'] }, '10.1.2.3/24')).toEqual(['warning TAILSCALE_ACCEPTS_OWN_NETWORK']);
    expect(estate({ a: ['fd00:1::/64'] }, 'fd00:1::9/64')).toEqual(['warning TAILSCALE_ACCEPTS_OWN_NETWORK']);
    expect(estate({ a: ['10.2.0.0/16'] }, '10.1.2.3/24')).toEqual([]);
    expect(estate({ a: ['10.1.0.0/16'] }, '10.1.2.3/24', {})).toEqual([]);
    expect(estate({ a: ['10.1.2.0/24'] }, '10.1.2.3/24', { acceptRoutes: true, routes: ['10.1.2.0/24'] })).toEqual([]);
  });

  test('may lie in one another where one machine offers both', () => {
    expect(estate({ a: ['10.1.0.0/16', '10.1.2.0/24'] }, '10.9.0.1/24')).toEqual([]);
    expect(estate({ a: ['10.1.0.0/16'], b: ['10.1.2.0/24'], c: ['10.1.3.0/24'] }, '10.9.0.1/24')).toEqual([
      'warning TAILNET_ROUTES_OVERLAP',
    ]);
  });
});

test('a user of SSH is looked for on the machines of the rule, and on one of them is enough', () => {
  const app = appWith();
  for (const [name, users] of [
    ['a', { ada: {} }],
    ['b', {}],
  ] as const) {
    new TailscaleNode(hostOf(app, name, { users }), 'tailscale', { ...TAGGED, ssh: true });
  }
  const tailnet = new Tailnet(app, 'tailnet', {
    tagOwners: { 'tag:server': [] },
    grants: [{ src: ['autogroup:member'], dst: ['*'], ip: ['*'] }],
    ssh: [{ src: ['autogroup:member'], dst: ['tag:server'], users: ['ada', 'root', 'autogroup:nonroot'] }],
  });
  const found = () => app.check().filter(({ code }) => code.startsWith('TAILNET'));
  expect(found()).toEqual([]);
  tailnet.addSshRule({ src: ['autogroup:member'], dst: ['tag:server'], users: ['grace'] });
  expect(found()).toMatchObject([
    { code: 'TAILNET_SSH_USER', keyPath: 'ssh[1].users', message: 'one may come in as grace, whom a, b do not have' },
  ]);
});
