import { SecretFile } from '../../src/app';
import { DarwinHost, DarwinHostProps } from '../../src/hosts';
import { TailscaleNode, TailscaleNodeProps } from '../../src/network';
import { refusal } from '../support/estate';
import { appWith, codes, file, hostOf } from '../support/small-estate';

function node(props: TailscaleNodeProps = {}, mac: Partial<DarwinHostProps> = {}) {
  const app = appWith();
  const host = new DarwinHost(app, 'macbook', { stateVersion: 6, ...mac });
  return { app, host, node: new TailscaleNode(host, 'tailscale', props) };
}

describe('a Mac in the tailnet', () => {
  test('runs tailscaled', () => {
    const { app, node: made } = node({ package: 'unstable.tailscale', options: { environment: { etc: {} } } });
    expect(file(app, 'hosts/macbook/tailscale.nix')).toBe(`{ pkgs, ... }:
{
  environment.etc = { };
  services.tailscale = {
    enable = true;
    package = pkgs.unstable.tailscale;
  };
}
`);
    expect([made.hostname, made.tags]).toEqual(['macbook', []]);
    expect(codes(app.check())).toEqual([]);
  });

  test('may ask the name servers of the tailnet alone', () => {
    const { app } = node({ overrideLocalDns: true }, { networking: { services: ['Wi-Fi'] } });
    expect(file(app, 'hosts/macbook/tailscale.nix')).toContain('overrideLocalDns = true;');
    expect(codes(app.check())).toEqual([]);
    expect(codes(node({ overrideLocalDns: true }).app.check())).toEqual(['error TAILSCALE_LOCAL_DNS']);
    const both = node({ overrideLocalDns: true }, { networking: { services: ['Wi-Fi'], nameservers: ['1.1.1.1'] } });
    expect(codes(both.app.check())).toEqual(['error TAILSCALE_LOCAL_DNS']);
  });

  test('which no other machine is told', () => {
    const host = hostOf(appWith());
    expect(refusal(() => new TailscaleNode(host, 'tailscale', { overrideLocalDns: true })).code).toBe(
      'TAILSCALE_LOCAL_DNS',
    );
  });

  test.each<[keyof TailscaleNodeProps, TailscaleNodeProps, string]>([
    ['tags', { tags: ['tag:mac'] }, 'tailscale up --advertise-tags='],
    ['routes', { routes: ['10.0.0.0/24'] }, 'tailscale up --advertise-routes='],
    ['ssh', { ssh: true }, 'tailscale up --ssh'],
    ['exitNode', { exitNode: true }, 'tailscale up --advertise-exit-node'],
    ['authKey', { authKey: SecretFile.at('/run/keys/tailscale') }, 'leave authKey out'],
    ['openFirewall', { openFirewall: true }, 'leave openFirewall out'],
    ['port', { port: 41642 }, 'leave port out'],
  ])('cannot be told %s', (key, props, mend) => {
    const error = refusal(() => node(props));
    expect(error).toMatchObject({ code: 'TAILSCALE_DARWIN', keyPath: key });
    expect(error.message).toContain(mend);
  });

  test('has a name that no other node has', () => {
    const { app } = node({ hostname: 'server' });
    new TailscaleNode(hostOf(app), 'tailscale');
    expect(codes(app.check())).toContain('error TAILNET_NAME_TAKEN');
  });
});
