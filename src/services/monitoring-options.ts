import { Endpoint } from '../app';
import { Refuse } from '../app/refuse';
import { Nix } from '../nix';
import { alertRules } from './alert-rules';
import { ExporterPorts, Watch } from './monitoring-exporters';
import { AlertmanagerProps, GrafanaProps, MonitoringProps } from './monitoring-props';
import { isReach } from './reach';
import { secretPath } from './support';
import { compact } from '../app/compact';

const BLACKBOX = '127.0.0.1:9115';

/** All that Prometheus and its companions are told. */
export interface MonitoringSpec {
  readonly props: MonitoringProps;
  readonly ports: ExporterPorts;
  readonly watched: readonly Watch[];
  /** URLs of the sites that are asked. */
  readonly sites: readonly string[];
  readonly prometheus: Endpoint;
  readonly refuse: Refuse;
}

/** The options of the host that watches. */
export function monitoringOptions(spec: MonitoringSpec): Record<string, any> {
  const { props, watched, sites, refuse } = spec;
  const { alertmanager, grafana } = props;
  const zfs = watched.some(({ exporters }) => exporters.includes('zfs'));
  const rules = alertRules(props.alerts ?? {}, props.rules ?? [], { zfs, sites: sites.length > 0 });
  const credentials = {
    alertmanager: alertmanager?.receiver._credential
      ? {
          LoadCredential: [
            credential(
              alertmanager.receiver._credential.name,
              alertmanager.receiver._credential.file,
              'alertmanager.receiver',
              refuse,
            ),
          ],
        }
      : undefined,
    grafana: grafana && {
      LoadCredential: [
        credential('admin-password', grafana.adminPasswordFile, 'grafana.adminPasswordFile', refuse),
        ...(grafana.secretKeyFile
          ? [credential('secret-key', grafana.secretKeyFile, 'grafana.secretKeyFile', refuse)]
          : []),
      ],
    },
  };
  return compact({
    services: {
      prometheus: {
        enable: true,
        listenAddress: props.listenAddress ?? '127.0.0.1',
        port: props.port === 9090 ? undefined : props.port,
        retentionTime: props.retention,
        globalConfig: { scrape_interval: `${props.intervalSeconds ?? 30}s` },
        scrapeConfigs: [...job('node', spec), ...job('zfs', spec), ...(sites.length > 0 ? [siteJob(sites)] : [])],
        rules: rules.length > 0 ? [Nix.toJson({ groups: [{ name: 'estate', rules }] })] : undefined,
        alertmanagers: alertmanager && [{ static_configs: [{ targets: [`127.0.0.1:${alertmanager.port ?? 9093}`] }] }],
        alertmanager: alertmanager && alertmanagerOptions(alertmanager),
        exporters: sites.length > 0 ? { blackbox: BLACKBOX_OPTIONS } : undefined,
      },
      grafana: grafana && grafanaOptions(grafana, spec.prometheus),
    },
    systemd: {
      services: {
        alertmanager: { serviceConfig: credentials.alertmanager },
        grafana: { serviceConfig: credentials.grafana },
      },
    },
  });
}

function job(kind: 'node' | 'zfs', { watched, ports }: MonitoringSpec): Record<string, any>[] {
  const targets = watched.flatMap(({ host, exporters, way }) =>
    isReach(way) && exporters.includes(kind)
      ? [
          {
            targets: [new Endpoint({ host: way.host, port: ports[kind] }).address],
            labels: { instance: host.systemName },
          },
        ]
      : [],
  );
  return targets.length > 0 ? [{ job_name: kind, static_configs: targets }] : [];
}

/** The blackbox exporter asks for Prometheus: the site becomes its parameter. */
function siteJob(sites: readonly string[]): Record<string, any> {
  return {
    job_name: 'sites',
    metrics_path: '/probe',
    params: { module: ['site'] },
    static_configs: [{ targets: [...sites] }],
    relabel_configs: [
      { source_labels: ['__address__'], target_label: '__param_target' },
      { source_labels: ['__param_target'], target_label: 'instance' },
      { target_label: '__address__', replacement: BLACKBOX },
    ],
  };
}

const BLACKBOX_OPTIONS = {
  enable: true,
  listenAddress: '127.0.0.1',
  // Whether a site answers at all and when its certificate ends; one of an authority at home counts too.
  configFile: Nix.textFile(
    'blackbox.json',
    Nix.toJson({
      modules: {
        site: {
          prober: 'http',
          timeout: '10s',
          http: {
            follow_redirects: false,
            valid_status_codes: [200, 204, 301, 302, 303, 307, 308, 401, 403, 404],
            tls_config: { insecure_skip_verify: true },
          },
        },
      },
    }),
  ),
};

function alertmanagerOptions({ receiver, port, repeatHours }: AlertmanagerProps): Record<string, any> {
  const { _kind: kind, _config: config, _setting: setting, _credential: secret } = receiver;
  const file = secret ? { [setting!]: `/run/credentials/alertmanager.service/${secret.name}` } : {};
  return {
    enable: true,
    listenAddress: '127.0.0.1',
    port: port === 9093 ? undefined : port,
    configuration: {
      route: {
        receiver: 'owner',
        group_by: ['alertname'],
        ...(repeatHours === undefined ? {} : { repeat_interval: `${repeatHours}h` }),
      },
      receivers: [{ name: 'owner', [kind]: [{ ...config, ...file }] }],
    },
  };
}

function grafanaOptions(grafana: GrafanaProps, prometheus: Endpoint): Record<string, any> {
  const file = (name: string) => `$__file{/run/credentials/grafana.service/${name}}`;
  return {
    enable: true,
    settings: {
      server: {
        http_addr: grafana.listenAddress === '127.0.0.1' ? undefined : grafana.listenAddress,
        http_port: grafana.port === 3000 ? undefined : grafana.port,
        root_url: grafana.rootUrl,
      },
      security: {
        admin_password: file('admin-password'),
        secret_key: grafana.secretKeyFile ? file('secret-key') : undefined,
      },
    },
    provision: {
      enable: true,
      datasources: {
        settings: {
          datasources: [{ name: 'Prometheus', type: 'prometheus', url: prometheus.url('http') }],
        },
      },
    },
  };
}

/** systemd hands a secret to a service whose user could not read it. */
function credential(name: string, file: any, keyPath: string, refuse: Refuse): any {
  const path: any = secretPath(file, keyPath, refuse);
  return typeof path === 'string' ? `${name}:${path}` : Nix.str([`${name}:`, path]);
}
