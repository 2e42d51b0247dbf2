import {
  AlertReceiver,
  AlertSeverity,
  Claims,
  ContainerNetwork,
  Diagnostic,
  Host,
  HostProps,
  Monitoring,
  MonitoringProps,
  NetworkBackend,
  Nix,
  NixosContainer,
  ReverseProxy,
  SecretContent,
  SecretFile,
  SharedModule,
  TailscaleNode,
  ZfsPool,
} from '../../src';
import { newApp, refusal } from '../support/estate';
import { describeWithNix, nixParses } from '../support/nix';
import { codes, file, hostOf } from '../support/small-estate';

const on = (name: string, address: string): Partial<HostProps> => ({
  networking: { backend: NetworkBackend.NETWORKD, interfaces: { [name]: { addresses: [address] } } },
});
const only = (found: readonly Diagnostic[], code: string) => found.filter((one) => one.code === code);
const secret = (name: string) => SecretFile.of(Nix.ref(`config.age.secrets.${name}.path`));

function estate(props: MonitoringProps = {}, names: { nas?: string; address?: string } = {}) {
  const app = newApp();
  const server = hostOf(app, 'server', on('eno1', '192.168.1.10/24'));
  const monitoring = new Monitoring(server, 'monitoring', props);
  // Made later than what watches it.
  const nas = hostOf(app, names.nas ?? 'nas', on('eno2', names.address ?? '192.168.1.11/24'));
  new ZfsPool(nas, 'tank', { datasets: { media: { mountPoint: '/media' } } });
  return { app, server, nas, monitoring };
}

const GRAFANA = { adminPasswordFile: secret('grafana'), secretKeyFile: SecretFile.at('/run/keys/grafana') };

describe('Monitoring', () => {
  test('watches every host of the estate, and none is listed', () => {
    const { app, monitoring } = estate();
    expect(file(app, 'hosts/server/monitoring.nix')).toMatchInlineSnapshot(`
     "{
       services.prometheus = {
         enable = true;
         listenAddress = "127.0.0.1";
         globalConfig.scrape_interval = "30s";
         scrapeConfigs = [
           {
             job_name = "node";
             static_configs = [
               {
                 targets = [ "127.0.0.1:9100" ];
                 labels = {
                   instance = "server";
                 };
               }
               {
                 targets = [ "192.168.1.11:9100" ];
                 labels = {
                   instance = "nas";
                 };
               }
             ];
           }
           {
             job_name = "zfs";
             static_configs = [
               {
                 targets = [ "192.168.1.11:9134" ];
                 labels = {
                   instance = "nas";
                 };
               }
             ];
           }
         ];
         rules = [
           (builtins.toJSON {
             groups = [
               {
                 name = "estate";
                 rules = [
                   {
                     alert = "HostDown";
                     expr = "up{job=\\"node\\"} == 0";
                     for = "5m";
                     labels = {
                       severity = "critical";
                     };
                     annotations = {
                       summary = "{{ $labels.instance }} does not answer";
                     };
                   }
                   {
                     alert = "DiskFilling";
                     expr = "100 * node_filesystem_avail_bytes{fstype!~\\"tmpfs|ramfs|overlay|squashfs|iso9660|fuse.*|nfs.*|cifs|virtiofs\\"} / node_filesystem_size_bytes < 10";
                     for = "15m";
                     labels = {
                       severity = "warning";
                     };
                     annotations = {
                       summary = "{{ $labels.mountpoint }} of {{ $labels.instance }} is almost full";
                     };
                   }
                   {
                     alert = "DiskFullSoon";
                     expr = "predict_linear(node_filesystem_avail_bytes{fstype!~\\"tmpfs|ramfs|overlay|squashfs|iso9660|fuse.*|nfs.*|cifs|virtiofs\\"}[6h], 24 * 3600) < 0";
                     for = "60m";
                     labels = {
                       severity = "warning";
                     };
                     annotations = {
                       summary = "{{ $labels.mountpoint }} of {{ $labels.instance }} will be full in 24 hours";
                     };
                   }
                   {
                     alert = "UnitFailed";
                     expr = "node_systemd_unit_state{state=\\"failed\\"} == 1";
                     for = "10m";
                     labels = {
                       severity = "warning";
                     };
                     annotations = {
                       summary = "{{ $labels.name }} of {{ $labels.instance }} has failed";
                     };
                   }
                   {
                     alert = "ZfsPoolUnhealthy";
                     expr = "zfs_pool_health > 0";
                     labels = {
                       severity = "critical";
                     };
                     annotations = {
                       summary = "the pool {{ $labels.pool }} of {{ $labels.instance }} is not ONLINE";
                     };
                   }
                   {
                     alert = "ZfsPoolFilling";
                     expr = "100 * zfs_pool_free_bytes / zfs_pool_size_bytes < 10";
                     for = "15m";
                     labels = {
                       severity = "warning";
                     };
                     annotations = {
                       summary = "the pool {{ $labels.pool }} of {{ $labels.instance }} is almost full";
                     };
                   }
                 ];
               }
             ];
           })
         ];
       };
     }
     "
    `);
    expect(file(app, 'hosts/server/exporters.nix')).toMatchInlineSnapshot(`
     "{
       services.prometheus.exporters.node = {
         enable = true;
         listenAddress = "127.0.0.1";
         enabledCollectors = [ "systemd" ];
       };
     }
     "
    `);
    expect(file(app, 'hosts/nas/exporters.nix')).toMatchInlineSnapshot(`
     "{
       services.prometheus.exporters = {
         node = {
           enable = true;
           enabledCollectors = [ "systemd" ];
         };
         zfs.enable = true;
       };
       networking.firewall.interfaces.eno2.allowedTCPPorts = [
         9100
         9134
       ];
     }
     "
    `);
    expect(codes(app.check())).toEqual([]);
    expect(monitoring.prometheus.address).toBe('127.0.0.1:9090');
    expect(Monitoring.isMonitoring(monitoring)).toBe(true);
  });

  test('tells the owner, shows dashboards and asks the sites of proxies', () => {
    const { app, server, monitoring } = estate({
      port: 9191,
      retention: '90d',
      intervalSeconds: 15,
      nodePort: 9200,
      zfsPort: 9201,
      nodeCollectors: ['systemd', 'processes'],
      alerts: { diskFreePercent: 5, hostDownMinutes: 0, diskFullHours: 0, certificateDays: 21, siteDownMinutes: 0 },
      rules: [{ alert: 'Hot', expr: 'node_hwmon_temp_celsius > 90', summary: 'hot', severity: AlertSeverity.CRITICAL }],
      alertmanager: {
        port: 9094,
        repeatHours: 12,
        receiver: AlertReceiver.email({
          to: 'ada@example.org',
          from: 'home@example.org',
          smarthost: 'smtp.example.org:587',
          username: 'home',
          passwordFile: secret('smtp'),
        }),
      },
      grafana: { ...GRAFANA, port: 3001, rootUrl: 'https://grafana.home.example/' },
    });
    const proxy = new ReverseProxy(server, 'proxy', { interfaces: ['eno1'], httpsPort: 8443 });
    proxy.route('grafana.home.example', monitoring.grafana);
    expect(file(app, 'hosts/server/monitoring.nix')).toMatchSnapshot();
    expect(file(app, 'hosts/server/proxy.nix')).toContain('reverse_proxy 127.0.0.1:3001');
    expect(file(app, 'hosts/nas/exporters.nix')).toMatch(/allowedTCPPorts = \[\s+9200\s+9201\s+\]/);
    expect(codes(app.check())).toEqual([]);
  });

  test.each([
    [
      'webhook',
      AlertReceiver.webhook(secret('hook')),
      'url_file = "/run/credentials/alertmanager.service/webhook-url"',
    ],
    ['telegram', AlertReceiver.telegram(-4711, secret('bot')), 'chat_id = -4711'],
    ['slack', AlertReceiver.slack(secret('slack')), 'api_url_file'],
    ['mail', AlertReceiver.email({ to: 'a@b', from: 'c@d', smarthost: 'mail:25' }), 'smarthost = "mail:25"'],
  ])('tells by %s', (_name, receiver, text) => {
    const { app } = estate({ alertmanager: { receiver } });
    expect(file(app, 'hosts/server/monitoring.nix')).toContain(text);
  });

  test('changes everywhere when a host is renamed, moves, or a port is another', () => {
    const before = estate().app.render();
    const after = estate({ nodePort: 9555 }, { nas: 'vault', address: '192.168.1.77/24' }).app.render();
    expect(before['hosts/server/monitoring.nix']).toContain('"192.168.1.11:9100"');
    expect(after['hosts/server/monitoring.nix']).toContain('"192.168.1.77:9555"');
    expect(after['hosts/server/monitoring.nix']).toContain('instance = "vault"');
    expect(after['hosts/server/monitoring.nix']).not.toMatch(/nas|9100/);
    expect(after['hosts/vault/exporters.nix']).toContain('port = 9555');
    expect(after['hosts/vault/exporters.nix']).toMatch(/eno2\.allowedTCPPorts = \[\s+9134\s+9555\s+\]/);
  });

  test('reports hosts that nobody knows how to reach, and puts nothing on them', () => {
    const { app, server } = estate();
    const laptop = hostOf(app, 'laptop');
    expect(only(app.check(), 'MONITORING_NO_ADDRESS').map(({ severity, related }) => [severity, related])).toEqual([
      ['warning', ['laptop']],
    ]);
    expect(app.render()['hosts/laptop/exporters.nix']).toBeUndefined();
    new TailscaleNode(server, 'tailscale');
    new TailscaleNode(laptop, 'tailscale');
    expect(codes(app.check())).toEqual([]);
    expect(app.render()['hosts/laptop/exporters.nix']).toContain('interfaces.tailscale0.allowedTCPPorts = [ 9100 ]');
    expect(app.render()['hosts/server/monitoring.nix']).toContain('"laptop:9100"');
  });

  test('takes an address that the owner knows, and leaves hosts out', () => {
    const build = (props: (laptop: Host, server: Host) => MonitoringProps) => {
      const app = newApp();
      const server = hostOf(app, 'server', on('eno1', '192.168.1.10/24'));
      const laptop = hostOf(app, 'laptop');
      new Monitoring(server, 'monitoring', props(laptop, server));
      expect(codes(app.check())).toEqual([]);
      return app.render();
    };
    expect(build(() => ({ addresses: { laptop: 'laptop.fritz.box' } }))['hosts/server/monitoring.nix']).toContain(
      '"laptop.fritz.box:9100"',
    );
    expect(build((laptop) => ({ exclude: [laptop] }))['hosts/laptop/exporters.nix']).toBeUndefined();
    const one = build((laptop, server) => ({
      hosts: [laptop],
      exclude: [server],
      addresses: { laptop: '192.168.1.40' },
    }));
    expect(one['hosts/server/exporters.nix']).toBeUndefined();
  });

  test('stands in a container, and comes to its host by their cable', () => {
    const app = newApp();
    const server = hostOf(app, 'server', on('eno1', '192.168.1.10/24'));
    new ContainerNetwork(server, 'containers', { externalInterface: 'eno1' });
    const box = new NixosContainer(server, 'watch', { subnet: '10.233.9.0/24' });
    const monitoring = new Monitoring(box.inside, 'monitoring', {
      listenAddress: '0.0.0.0',
      grafana: { ...GRAFANA, listenAddress: '0.0.0.0' },
    });
    const proxy = new ReverseProxy(server, 'proxy', { interfaces: ['eno1'] });
    proxy.route('grafana.home.example', monitoring.grafana);
    expect(file(app, 'hosts/server/watch/monitoring.nix')).toContain('"10.233.9.1:9100"');
    expect(file(app, 'hosts/server/exporters.nix')).toContain('interfaces.ve-watch.allowedTCPPorts = [ 9100 ]');
    expect(file(app, 'hosts/server/proxy.nix')).toContain('reverse_proxy 10.233.9.2:3000');
    expect(codes(app.check())).toEqual([]);
  });

  test('is told of a Grafana that listens where the proxy does not come', () => {
    const { app, nas, monitoring } = estate({ grafana: GRAFANA });
    const proxy = new ReverseProxy(nas, 'proxy', { interfaces: ['eno2'] });
    proxy.route('grafana.home.example', monitoring.grafana, { openFirewall: true });
    expect(only(app.check(), 'PROXY_LOOPBACK')[0]?.severity).toBe('error');
  });

  test('claims its ports, and one set of exporters a host', () => {
    const { app, server, nas } = estate({ grafana: GRAFANA });
    Claims.of(server).tcpPort(3000, { address: '127.0.0.1' });
    Claims.of(nas).tcpPort(9134);
    expect(only(app.check(), 'TCP_PORT_TAKEN').map(({ message }) => message)).toHaveLength(2);
    new Monitoring(nas, 'second');
    expect(only(app.check(), 'MONITORING_TWICE').map(({ path }) => path)).toContain('nas/second');
  });

  test.each<[string, MonitoringProps]>([
    ['NUMBER_OUT_OF_RANGE', { port: 0 }],
    ['NUMBER_OUT_OF_RANGE', { nodePort: 70000 }],
    ['NUMBER_OUT_OF_RANGE', { zfsPort: -1 }],
    ['NUMBER_OUT_OF_RANGE', { intervalSeconds: 0 }],
    ['NUMBER_OUT_OF_RANGE', { grafana: { ...GRAFANA, port: 0 } }],
    ['NUMBER_OUT_OF_RANGE', { alertmanager: { receiver: AlertReceiver.webhook(secret('a')), repeatHours: 0 } }],
    ['NUMBER_OUT_OF_RANGE', { alerts: { diskFreePercent: 100 } }],
    ['MONITORING_RETENTION', { retention: 'forever' }],
    ['LISTEN_ADDRESS', { listenAddress: 'eno1' }],
    ['LISTEN_ADDRESS', { grafana: { ...GRAFANA, listenAddress: 'localhost' } }],
    ['MONITORING_RULE', { rules: [{ alert: 'too hot', expr: 'x', summary: '' }] }],
  ])('refuses with %s what nothing can use', (code, props) => {
    expect(refusal(() => estate(props)).code).toBe(code);
  });

  test.each<[string, () => unknown]>([
    ['no mail address', () => AlertReceiver.email({ to: 'ada', from: 'a@b', smarthost: 'c:25' })],
    ['no server', () => AlertReceiver.email({ to: 'ada@b', from: 'a@b', smarthost: 'c' })],
    ['half a login', () => AlertReceiver.email({ to: 'ada@b', from: 'a@b', smarthost: 'c:25', username: 'a' })],
    ['no chat', () => AlertReceiver.telegram(0, secret('a'))],
  ])('refuses a receiver with %s', (_what, run) => {
    expect(refusal(run).code).toBe('ALERT_RECEIVER');
  });

  test('refuses secrets in plain text, a Grafana without a key, none at all, and a System that is no NixOS', () => {
    const adminPasswordFile = SecretFile.at('/run/keys/a', SecretContent.ENVIRONMENT);
    expect(refusal(() => estate({ grafana: { ...GRAFANA, adminPasswordFile } })).code).toBe('SECRET_CONTENT');
    const plain = estate({ grafana: { ...GRAFANA, adminPasswordFile: 'hunter2' as never } });
    expect(refusal(() => plain.app.render()).code).toBe('SECRET_NO_FILE');
    const app = newApp({ release: '26.05' });
    const grafana = { adminPasswordFile: GRAFANA.adminPasswordFile };
    expect(refusal(() => new Monitoring(hostOf(app), 'm', { grafana })).code).toBe('MONITORING_GRAFANA_KEY');
    expect(refusal(() => estate().monitoring.grafana).code).toBe('MONITORING_NO_GRAFANA');
    expect(refusal(() => new Monitoring(new SharedModule(newApp(), 'shared'), 'm')).code).toBe('MONITORING_SYSTEM');
  });
});

describeWithNix('the files of monitoring', () => {
  test('are Nix', async () => {
    const texts = Object.entries(estate({ grafana: GRAFANA }).app.render()).flatMap(([path, text]) =>
      path.endsWith('.nix') ? [text] : [],
    );
    expect(await nixParses(texts)).toEqual(texts.map(() => true));
  });
});
