import {
  Claims,
  Diagnostic,
  Endpoint,
  Host,
  HostProps,
  LibvirtGuest,
  LibvirtInterface,
  NetworkBackend,
  Nix,
  NixModule,
  NixosContainer,
  ContainerNetwork,
  Protocol,
  ProxyCertificate,
  ProxyServer,
  ReverseProxy,
  ReverseProxyProps,
  SecretContent,
  SecretFile,
  SharedModule,
  TailscaleNode,
} from '../../src';
import { refusal } from '../support/estate';
import { describeWithNix, nixParses } from '../support/nix';
import { appWith, codes, file, hostOf } from '../support/small-estate';

const LAN: Partial<HostProps> = {
  networking: { backend: NetworkBackend.NETWORKD, interfaces: { eno1: { addresses: ['192.168.1.10/24'] } } },
};
const LAN2: Partial<HostProps> = {
  networking: {
    backend: NetworkBackend.NETWORKD,
    interfaces: { wan0: { addresses: ['10.9.0.7/24'] }, eno2: { addresses: ['192.168.1.11/24'] } },
  },
};

/** A server with a container that serves something. */
function estate(props: ReverseProxyProps = {}, hostProps: Partial<HostProps> = LAN) {
  const app = appWith();
  const host = hostOf(app, 'server', hostProps);
  new ContainerNetwork(host, 'containers', { externalInterface: 'eno1' });
  const media = new NixosContainer(host, 'media', { subnet: '10.233.1.0/24' });
  new NixModule(media.inside, 'jellyfin', { options: { services: { jellyfin: { enable: true } } } });
  const proxy = new ReverseProxy(host, 'proxy', { interfaces: ['eno1'], ...props });
  return { app, host, media, proxy };
}

const written = (app: ReturnType<typeof appWith>) => file(app, 'hosts/server/proxy.nix');
const only = (found: readonly Diagnostic[], code: string) => found.filter((one) => one.code === code);

describe('ReverseProxy', () => {
  test('leads a name to a container by Caddy, and opens its ports on its interface alone', () => {
    const { app, media, proxy } = estate();
    proxy.route('Jellyfin.home.example', media.endpoint(8096));
    expect(written(app)).toMatchInlineSnapshot(`
     "{
       services.caddy = {
         enable = true;
         globalConfig = ''
           skip_install_trust
         '';
         virtualHosts."jellyfin.home.example" = {
           listenAddresses = [ "192.168.1.10" ];
           extraConfig = ''
             tls internal
             header {
               X-Content-Type-Options nosniff
               Referrer-Policy strict-origin-when-cross-origin
               -Server
               defer
             }
             reverse_proxy 10.233.1.2:8096
           '';
         };
       };
     }
     "
    `);
    expect(file(app, 'hosts/server/firewall.nix')).toMatchInlineSnapshot(`
     "{
       networking.firewall.interfaces.eno1 = {
         allowedTCPPorts = [
           80
           443
         ];
         allowedUDPPorts = [ 443 ];
       };
     }
     "
    `);
    expect(codes(app.check())).toEqual([]);
    expect(proxy.hostNames).toEqual(['jellyfin.home.example']);
    expect(proxy.addresses).toEqual(['192.168.1.10']);
    expect(ReverseProxy.isReverseProxy(proxy)).toBe(true);
    expect(ReverseProxy.isReverseProxy(media)).toBe(false);
  });

  test('is told the same for nginx, with certificates that the machine makes', () => {
    const { app, media, proxy } = estate({ server: ProxyServer.NGINX });
    proxy.route('jellyfin.home.example', media.endpoint(8096), { aliases: ['tv.home.example'] });
    expect(written(app)).toMatchInlineSnapshot(`
     "{ pkgs, ... }:
     {
       services.nginx = {
         enable = true;
         recommendedGzipSettings = true;
         recommendedOptimisation = true;
         recommendedProxySettings = true;
         recommendedTlsSettings = true;
         clientMaxBodySize = "0";
         defaultListenAddresses = [ "192.168.1.10" ];
         virtualHosts = {
           "jellyfin.home.example" = {
             serverAliases = [ "tv.home.example" ];
             forceSSL = true;
             sslCertificate = "/var/lib/nginx-certificates/jellyfin.home.example/cert.pem";
             sslCertificateKey = "/var/lib/nginx-certificates/jellyfin.home.example/key.pem";
             locations."/" = {
               proxyPass = "http://10.233.1.2:8096";
               proxyWebsockets = true;
               extraConfig = ''
                 proxy_hide_header X-Content-Type-Options;
                 add_header X-Content-Type-Options "nosniff" always;
                 proxy_hide_header Referrer-Policy;
                 add_header Referrer-Policy "strict-origin-when-cross-origin" always;
               '';
             };
           };
           _ = {
             default = true;
             rejectSSL = true;
             locations."/".return = "444";
           };
         };
       };
       systemd.services = {
         nginx = {
           wants = [ "network-online.target" ];
           after = [ "network-online.target" ];
         };
         nginx-certificates = {
           description = "Certificates for nginx";
           wantedBy = [ "nginx.service" ];
           before = [ "nginx.service" ];
           startAt = "daily";
           path = [
             pkgs.minica
             pkgs.openssl
           ];
           script = ''
             internal() {
               if [ "$(cat "$1/names" 2> /dev/null)" != "$2" ] ||
                 ! openssl x509 -checkend 2592000 -noout -in "$1/cert.pem"; then
                 rm -rf "$1"
                 minica -domains "$2"
                 echo "$2" > "$1/names"
                 chmod -R g+rX "$1"
               fi
             }
             internal 'jellyfin.home.example' 'jellyfin.home.example,tv.home.example'
             systemctl --no-block try-reload-or-restart nginx.service
           '';
           serviceConfig = {
             Type = "oneshot";
             Group = "nginx";
             StateDirectory = "nginx-certificates";
             StateDirectoryMode = "0750";
             WorkingDirectory = "/var/lib/nginx-certificates";
           };
         };
       };
     }
     "
    `);
    expect(codes(app.check())).toEqual([]);
  });

  /** Everything a route can say, on several paths of one name. */
  function rich(server: ProxyServer) {
    const { app, media, proxy } = estate({
      server,
      httpPort: 8080,
      httpsPort: 8443,
      maxBodyMib: 512,
      listenAddresses: ['192.168.1.10', 'fd00::10'],
      extraConfig:
        server === ProxyServer.CADDY ? 'grace_period 10s' : 'limit_req_zone $binary_remote_addr zone=a:1m rate=1r/s;',
      options: { environment: { variables: { A: 'b' } } },
    });
    proxy.route('apps.home.example', media.endpoint(3000), {
      path: '/grafana',
      stripPath: true,
      websockets: server === ProxyServer.NGINX ? false : undefined,
      requestHeaders: { 'X-Script-Name': '/grafana' },
      responseHeaders: { 'X-Frame-Options': 'say "no"' },
      timeoutSeconds: 300,
      allowFrom: ['192.168.1.0/24', '100.64.0.1'],
    });
    proxy.route('apps.home.example', new Endpoint({ host: 'nas.home.example', port: 5001 }), {
      path: '/nas',
      https: true,
      upstreamCa: '/etc/ssl/nas.pem',
      extraConfig: server === ProxyServer.CADDY ? 'encode gzip' : 'proxy_buffering off;',
    });
    proxy.route('apps.home.example', new Endpoint({ host: 'fd00::20', port: 8443 }), {
      https: true,
      verifyUpstream: false,
    });
    proxy.staticSite('docs.home.example', '/srv/docs', { singlePage: true, listing: true });
    proxy.staticSite('docs.home.example', Nix.pkg('nix.doc'), { path: '/nix' });
    proxy.redirect('old.home.example', 'https://docs.home.example', { permanent: true });
    proxy.redirect('go.home.example', 'https://docs.home.example/start', { keepPath: false });
    return app;
  }

  test('writes paths, headers, files and redirects for Caddy', () => {
    expect(written(rich(ProxyServer.CADDY))).toMatchSnapshot();
  });

  test('writes paths, headers, files and redirects for nginx', () => {
    expect(written(rich(ProxyServer.NGINX))).toMatchSnapshot();
  });

  test.each([ProxyServer.CADDY, ProxyServer.NGINX])('gets certificates by DNS for %s', (server) => {
    const acme = ProxyCertificate.acme({
      email: 'ada@ada.dev',
      server: 'https://acme-staging-v02.api.letsencrypt.org/directory',
      dns: {
        provider: 'cloudflare',
        environmentFile: SecretFile.of(Nix.ref('config.age.secrets.dns.path')),
        credentialFiles: { CLOUDFLARE_ZONE_API_TOKEN_FILE: SecretFile.at('/run/keys/zone') },
        resolver: '1.1.1.1:53',
        wildcards: ['home.ada.dev'],
      },
    });
    const { app, media, proxy } = estate({ server, certificates: acme });
    proxy.route('tv.home.ada.dev', media.endpoint(8096));
    proxy.route('ada.dev', media.endpoint(8097), { aliases: ['www.ada.dev'] });
    proxy.redirect('home.ada.dev', 'https://ada.dev');
    expect(written(app)).toMatchSnapshot();
  });

  test.each([ProxyServer.CADDY, ProxyServer.NGINX])('takes a certificate of each kind for %s', (server) => {
    const acme = ProxyCertificate.acme({ email: 'ada@ada.dev' });
    const { app, host, media, proxy } = estate({ server, certificates: acme });
    new TailscaleNode(host, 'tailscale');
    proxy.route('ada.dev', media.endpoint(1001));
    proxy.route('b.ada.dev', media.endpoint(1002), { certificate: ProxyCertificate.acme({ email: 'b@ada.dev' }) });
    proxy.route('server.tail1.ts.net', media.endpoint(1003), { certificate: ProxyCertificate.tailscale() });
    proxy.route('c.ada.dev', media.endpoint(1004), {
      certificate: ProxyCertificate.files('/etc/c.pem', SecretFile.of(Nix.ref('config.age.secrets.c.path'))),
    });
    proxy.route('d.lan', media.endpoint(1005), { certificate: ProxyCertificate.none() });
    proxy.route('e.lan', media.endpoint(1006), { certificate: ProxyCertificate.internal() });
    for (const port of [1001, 1002, 1003, 1004, 1005, 1006]) Claims.of(media.inside).tcpPort(port);
    expect(written(app)).toMatchSnapshot();
    expect(codes(app.check())).toEqual([]);
  });

  test('changes everywhere when a host, a port or an address does', () => {
    const build = (name: string, port: number, address: string) => {
      const app = appWith();
      const edge = hostOf(app, 'edge', LAN);
      const nas = hostOf(app, name, {
        networking: { backend: NetworkBackend.NETWORKD, interfaces: { eno9: { addresses: [`${address}/24`] } } },
      });
      new NixModule(nas, 'wiki', { options: { services: { 'wiki-js': { enable: true, settings: { port } } } } });
      const proxy = new ReverseProxy(edge, 'proxy', { interfaces: ['eno1'] });
      proxy.route('wiki.home.example', nas.endpoint(port), { openFirewall: true });
      expect(codes(app.check())).toEqual([]);
      return [file(app, 'hosts/edge/proxy.nix'), file(app, `hosts/${name}/proxy-of-edge.nix`)];
    };
    const before = build('nas', 3000, '192.168.1.20');
    expect(before[0]).toContain('reverse_proxy 192.168.1.20:3000');
    expect(before[1]).toBe('{\n  networking.firewall.interfaces.eno9.allowedTCPPorts = [ 3000 ];\n}\n');
    const after = build('vault', 4000, '192.168.1.30');
    expect(after[0]).toBe(before[0]!.replace('192.168.1.20:3000', '192.168.1.30:4000'));
    expect(after[1]).toBe(before[1]!.replace('3000', '4000'));
  });

  test('listens where it is told and claims its ports there', () => {
    const { app, host } = estate({ listenAddresses: ['127.0.0.1'], interfaces: undefined });
    new ReverseProxy(host, 'other', { listenAddresses: ['192.168.1.10'] });
    expect(only(app.check(), 'TCP_PORT_TAKEN')).toEqual([]);
    new ReverseProxy(host, 'third');
    expect(only(app.check(), 'TCP_PORT_TAKEN').map(({ path }) => path)).toEqual(['server/third', 'server/third']);
    expect(only(app.check(), 'UDP_PORT_TAKEN')).toHaveLength(1);
  });

  test('listens everywhere for an interface whose address nobody knows, behind a firewall that knows it', () => {
    const { app, host, media, proxy } = estate({ interfaces: ['tailscale0'] });
    new TailscaleNode(host, 'tailscale');
    proxy.route('tv.home.example', media.endpoint(8096));
    expect(written(app)).not.toContain('listenAddresses');
    expect(file(app, 'hosts/server/firewall.nix')).toContain('interfaces.tailscale0');
  });

  test('stands in a container as well, and opens its firewall', () => {
    const { app, media, host } = estate();
    const proxy = new ReverseProxy(media.inside, 'inner', { openFirewall: true, server: ProxyServer.NGINX });
    proxy.route('a.home.example', media.endpoint(8096));
    proxy.route('b.home.example', host.endpoint(9000));
    const text = file(app, 'hosts/server/media/inner.nix');
    expect(text).toContain('proxyPass = "http://127.0.0.1:8096"');
    expect(text).toContain('proxyPass = "http://10.233.1.1:9000"');
    expect(text).toMatch(/networking\.firewall\.allowedTCPPorts = \[\s+80\s+443\s+\]/);
    expect(only(app.check(), 'PROXY_PORT_CLOSED')[0]).toMatchObject({ why: 'it comes in on ve-media' });
  });
});

describe('what a proxy reaches', () => {
  function across() {
    const app = appWith();
    const edge = hostOf(app, 'edge', LAN);
    const nas = hostOf(app, 'nas', LAN2);
    new NixModule(nas, 'web', { options: { services: { nginx: { enable: true } } } });
    const proxy = new ReverseProxy(edge, 'proxy', { interfaces: ['eno1'] });
    return { app, edge, nas, proxy, text: () => file(app, 'hosts/edge/proxy.nix') };
  }

  test('a service of its own host, by the loopback', () => {
    const { app, edge, proxy, text } = across();
    new NixModule(edge, 'web', { options: { services: { httpd: { enable: true } } } });
    proxy.route('a.home.example', edge.endpoint(8080), { openFirewall: true });
    expect(text()).toContain('reverse_proxy 127.0.0.1:8080');
    expect(app.render()['hosts/edge/proxy-of-edge.nix']).toBeUndefined();
  });

  test('another host by the address of the network that both are in', () => {
    const { app, nas, proxy, text } = across();
    proxy.route('a.home.example', nas.endpoint(8080));
    expect(text()).toContain('reverse_proxy 192.168.1.11:8080');
    expect(only(app.check(), 'PROXY_PORT_CLOSED')[0]).toMatchObject({
      message: 'port 8080 of nas is not open to the proxy on edge',
      why: 'it comes in on eno2',
    });
    nas.firewall.allowTcp(8080, { interface: 'wan0' });
    expect(only(app.check(), 'PROXY_PORT_CLOSED')).toHaveLength(1);
    nas.firewall.allowTcp(8080, { interface: 'eno2' });
    expect(codes(app.check())).toEqual([]);
  });

  test('a container of another host by the port that is forwarded to it', () => {
    const { app, nas, proxy, text } = across();
    new ContainerNetwork(nas, 'containers', { externalInterface: 'wan0' });
    const box = new NixosContainer(nas, 'box', { forwardPorts: [{ hostPort: 9000, containerPort: 80 }] });
    new NixModule(box.inside, 'web', { options: { services: { nginx: { enable: true } } } });
    proxy.route('a.home.example', box.endpoint(80));
    nas.firewall.allowTcp(9000);
    expect(text()).toContain('reverse_proxy 192.168.1.11:9000');
    expect(codes(app.check())).toEqual([]);
  });

  test('no container of another host that nothing leads to', () => {
    const { app, nas, proxy } = across();
    new ContainerNetwork(nas, 'containers', { externalInterface: 'wan0' });
    const box = new NixosContainer(nas, 'box');
    proxy.route('a.home.example', box.endpoint(80));
    expect(only(app.check(), 'PROXY_UNREACHABLE')[0]).toMatchObject({
      why: 'the container box can be reached from nas alone',
      related: ['nas/box'],
    });
  });

  test('a container on a bridge, and one on the network of its host', () => {
    const { nas, proxy, text } = across();
    const bridged = new NixosContainer(nas, 'bridged', { hostBridge: 'br0', localAddress: '192.168.1.50/24' });
    const shared = new NixosContainer(nas, 'shared', { privateNetwork: false });
    proxy.route('a.home.example', bridged.endpoint(80));
    proxy.route('b.home.example', shared.endpoint(81));
    expect(text()).toContain('reverse_proxy 192.168.1.50:80');
    expect(text()).toContain('reverse_proxy 192.168.1.11:81');
  });

  test('another machine of the tailnet by its name there', () => {
    const { app, edge, proxy, text } = across();
    const away = hostOf(app, 'away');
    new NixModule(away, 'web', { options: { services: { nginx: { enable: true } } } });
    proxy.route('a.home.example', away.endpoint(80), { openFirewall: true });
    expect(only(app.check(), 'PROXY_UNREACHABLE')[0]?.why).toBe('away has no address that edge is known to reach');
    new TailscaleNode(edge, 'tailscale');
    new TailscaleNode(away, 'tailscale', { hostname: 'far' });
    expect(text()).toContain('reverse_proxy far:80');
    expect(file(app, 'hosts/away/proxy-of-edge.nix')).toContain('interfaces.tailscale0.allowedTCPPorts = [ 80 ]');
  });

  test('a guest, but not its own one over macvtap', () => {
    const { app, edge, nas, proxy, text } = across();
    const guest = (host: Host, id: string) =>
      new LibvirtGuest(host, id, {
        memoryGib: 1,
        interfaces: [LibvirtInterface.macvtap('eno1', { address: '192.168.1.77' })],
      });
    proxy.route('a.home.example', guest(nas, 'theirs').endpoint(80));
    expect(text()).toContain('reverse_proxy 192.168.1.77:80');
    proxy.route('b.home.example', guest(edge, 'ours').endpoint(80));
    expect(only(app.check(), 'PROXY_UNREACHABLE')[0]?.why).toContain('macvtap');
  });

  test('no port of a system that nothing is said to serve', () => {
    const { app, nas, proxy } = across();
    const idle = hostOf(app, 'idle', {
      networking: { backend: NetworkBackend.NETWORKD, interfaces: { eth0: { addresses: ['192.168.1.99/24'] } } },
    });
    idle.firewall.allowTcp(80);
    nas.firewall.allowTcp(80);
    proxy.route('a.home.example', idle.endpoint(80));
    proxy.route('b.home.example', nas.endpoint(80));
    expect(codes(app.check())).toEqual(['warning PROXY_PORT_UNSERVED']);
  });
});

describe('what a proxy warns of', () => {
  test('no routes, and a firewall that lets nobody in', () => {
    const { app } = estate({ interfaces: undefined });
    expect(codes(app.check())).toEqual(['warning PROXY_CLOSED', 'warning PROXY_EMPTY']);
  });

  test('certificates of Tailscale without a tailnet', () => {
    const { app, media, proxy } = estate({ certificates: ProxyCertificate.tailscale() });
    proxy.route('server.tail1.ts.net', media.endpoint(8096));
    expect(codes(app.check())).toEqual(['error PROXY_NO_TAILSCALE']);
  });
});

describe('what a proxy refuses', () => {
  const acme = ProxyCertificate.acme({ email: 'ada@ada.dev' });
  const at = new Endpoint({ host: '192.168.1.20', port: 80 });

  test.each<[string, ReverseProxyProps]>([
    ['LISTEN_ADDRESS', { listenAddresses: ['192.168.1.10/24'] }],
    ['INTERFACE_NAME', { interfaces: ['a b'] }],
    ['LISTEN_OPEN_TWICE', { openFirewall: true, interfaces: ['eno1'] }],
    ['NUMBER_OUT_OF_RANGE', { httpPort: 0 }],
    ['NUMBER_OUT_OF_RANGE', { httpsPort: 65536 }],
    ['NUMBER_OUT_OF_RANGE', { maxBodyMib: 0.5 }],
    ['PROXY_PORTS', { httpPort: 443 }],
  ])('%s: %j', (code, props) => {
    expect(refusal(() => estate(props)).code).toBe(code);
  });

  test.each<[string, string, (proxy: ReverseProxy) => void]>([
    ['a URL for a name', 'PROXY_HOST_NAME', (p) => p.route('https://a.home.example', at)],
    ['a name with a port', 'PROXY_HOST_NAME', (p) => p.route('a.home.example:80', at)],
    ['an address for a name', 'PROXY_HOST_NAME', (p) => p.route('192.168.1.1', at)],
    ['a wildcard of a top level', 'PROXY_HOST_NAME', (p) => p.route('*.example', at)],
    ['two routes at one place', 'PROXY_ROUTE_TWICE', (p) => (p.route('a.b', at), p.route('A.b', at))],
    [
      'one name for two sites',
      'PROXY_NAME_TWICE',
      (p) => (p.route('a.b', at), p.route('c.b', at, { aliases: ['a.b'] })),
    ],
    ['a path with a slash at its end', 'PROXY_PATH', (p) => p.route('a.b', at, { path: '/x/' })],
    ['a header of two lines', 'PROXY_HEADER', (p) => p.route('a.b', at, { requestHeaders: { A: 'b\nc' } })],
    ['a header with a space', 'PROXY_HEADER', (p) => p.route('a.b', at, { responseHeaders: { 'A b': 'c' } })],
    ['no network', 'PROXY_NETWORK', (p) => p.route('a.b', at, { allowFrom: ['lan'] })],
    ['UDP', 'PROXY_PROTOCOL', (p) => p.route('a.b', new Endpoint({ host: 'a', port: 1, protocol: Protocol.UDP }))],
    ['a path to take off that is none', 'PROXY_STRIP', (p) => p.route('a.b', at, { stripPath: true })],
    ['a timeout of nothing', 'NUMBER_OUT_OF_RANGE', (p) => p.route('a.b', at, { timeoutSeconds: 0 })],
    ['no WebSockets by Caddy', 'PROXY_WEBSOCKETS', (p) => p.route('a.b', at, { websockets: false })],
    ['a certificate of plain HTTP', 'PROXY_UPSTREAM_PLAIN', (p) => p.route('a.b', at, { upstreamName: 'x.y' })],
    ['an unnamed certificate', 'PROXY_UPSTREAM_NAME', (p) => p.route('a.b', at, { https: true })],
    ['a bad name', 'PROXY_UPSTREAM_NAME', (p) => p.route('a.b', at, { https: true, upstreamName: 'x y' })],
    [
      'a relative authority',
      'PROXY_UPSTREAM_CA',
      (p) => p.route('a.b', at, { https: true, upstreamName: 'x', upstreamCa: 'ca' }),
    ],
    [
      'to verify and not to',
      'PROXY_UPSTREAM_VERIFY',
      (p) => p.route('a.b', at, { https: true, verifyUpstream: false, upstreamName: 'x' }),
    ],
    ['a redirect for a few', 'PROXY_REDIRECT', (p) => p.redirect('a.b', 'https://c.d', { allowFrom: ['10.0.0.0/8'] })],
    ['no URL', 'PROXY_REDIRECT', (p) => p.redirect('a.b', 'docs')],
    ['a relative root', 'PROXY_ROOT', (p) => p.staticSite('a.b', 'www')],
    [
      'a public certificate at home',
      'PROXY_ACME_PRIVATE_NAME',
      (p) => p.route('nas.home.arpa', at, { certificate: acme }),
    ],
    ['a wildcard by HTTP', 'PROXY_WILDCARD', (p) => p.route('*.ada.dev', at, { certificate: acme })],
    [
      'another name of Tailscale',
      'PROXY_TAILSCALE_NAME',
      (p) => p.route('a.b', at, { certificate: ProxyCertificate.tailscale() }),
    ],
    [
      'two certificates of a name',
      'PROXY_CERTIFICATES',
      (p) => (p.route('a.ada.dev', at), p.route('a.ada.dev', at, { path: '/x', certificate: acme })),
    ],
  ])('%s', (_what, code, run) => {
    const { proxy } = estate();
    expect(refusal(() => run(proxy)).code).toBe(code);
  });

  test.each<[string, () => unknown]>([
    ['PROXY_ACME', () => ProxyCertificate.acme({ email: 'ada' })],
    ['PROXY_ACME', () => ProxyCertificate.acme({ email: 'a@b.c', server: 'http://x' })],
    ['PROXY_ACME', () => ProxyCertificate.acme({ email: 'a@b.c', dns: { provider: 'Cloud flare' } })],
    ['PROXY_ACME', () => ProxyCertificate.acme({ email: 'a@b.c', dns: { provider: 'cloudflare' } })],
    ['PROXY_ACME', () => ProxyCertificate.files('cert.pem', SecretFile.at('/run/keys/a'))],
  ])('%s of a certificate', (code, run) => {
    expect(refusal(run).code).toBe(code);
  });

  test('an authority by HTTP at another port, a secret in plain text, and a System that is no NixOS', () => {
    const { proxy } = estate({ httpPort: 8080 });
    expect(refusal(() => proxy.route('a.ada.dev', at, { certificate: acme })).code).toBe('PROXY_ACME_PORT');
    const { app, proxy: other } = estate();
    const value = SecretFile.at('/run/keys/a', SecretContent.VALUE);
    const wrong = ProxyCertificate.acme({ email: 'a@b.c', dns: { provider: 'cloudflare', environmentFile: value } });
    expect(refusal(() => other.route('b.ada.dev', at, { certificate: wrong })).code).toBe('SECRET_CONTENT');
    const dns = { provider: 'cloudflare', environmentFile: 'TOKEN=1' as never };
    other.route('a.ada.dev', at, { certificate: ProxyCertificate.acme({ email: 'a@b.c', dns }) });
    expect(refusal(() => app.render()).code).toBe('SECRET_NO_FILE');
    const shared = new SharedModule(app, 'shared');
    expect(refusal(() => new ReverseProxy(shared, 'proxy')).code).toBe('PROXY_SYSTEM');
  });
});

describeWithNix('the files of a proxy', () => {
  test('are Nix', async () => {
    const { app, media, proxy } = estate({ server: ProxyServer.NGINX });
    proxy.route('a.home.example', media.endpoint(8096), { path: '/x', responseHeaders: { A: '${b} "c"' } });
    const texts = Object.entries(app.render()).flatMap(([path, text]) => (path.endsWith('.nix') ? [text] : []));
    expect(await nixParses(texts)).toEqual(texts.map(() => true));
  });
});
