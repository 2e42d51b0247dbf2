import { isIP } from 'net';
import { Construct, IConstruct } from 'constructs';
import { App, Claims, Connections, Endpoint, Feature, NixosSystem, SecretContent, SecretFile } from '../app';
import { Refuse, refuser } from '../app/refuse';
import { Host } from '../hosts';
import { Exporters } from './monitoring-exporters';
import { monitoringOptions } from './monitoring-options';
import { MonitoringProps } from './monitoring-props';
import { ReverseProxy } from './reverse-proxy';
import { checkInteger } from '../app/value-checks';

/**
 * Prometheus, watching every host of the estate. It is told no targets: each
 * NixOS host gets a node exporter, each with pools a ZFS exporter, open to
 * this machine on the interface by which it comes; each site of a reverse
 * proxy is asked for its certificate.
 *
 * @example
 * import { AlertReceiver, Host, Monitoring, ReverseProxy, SecretFile } from 'cosmo-nix';
 * declare const laddie: Host;
 * declare const proxy: ReverseProxy;
 *
 * const monitoring = new Monitoring(laddie, 'monitoring', {
 *   retention: '90d',
 *   alertmanager: { receiver: AlertReceiver.telegram(4711, SecretFile.at('/run/keys/telegram')) },
 *   grafana: { adminPasswordFile: SecretFile.at('/run/keys/grafana') },
 * });
 * proxy.route('grafana.home.arpa', monitoring.grafana);
 */
export class Monitoring extends Feature {
  /** Whether `construct` is a Monitoring. */
  public static isMonitoring(construct: any): construct is Monitoring {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** @internal */
  public readonly _props: MonitoringProps;
  /** @internal */
  public readonly _exporters: Exporters;

  /**
   * @throws `MONITORING_SYSTEM` on a System that is no NixOS; `MONITORING_RETENTION`, `LISTEN_ADDRESS`,
   * `MONITORING_RULE`, `NUMBER_OUT_OF_RANGE`, `ALERT_RECEIVER`, `SECRET_NO_FILE`, `SECRET_CONTENT` for values that
   * nothing can use; `MONITORING_GRAFANA_KEY` from NixOS 26.05 on without `secretKeyFile`
   */
  constructor(scope: Construct, id: string, props: MonitoringProps = {}) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    const refuse = refuser(this);
    if (!NixosSystem.isNixosSystem(this.system)) {
      refuse(
        'MONITORING_SYSTEM',
        `${this.system.node.path} runs no NixOS`,
        'make it below a host or the inside of a container',
      );
    }
    this._props = props;
    this.check(refuse);
    this.claim();
    const { hosts, exclude, addresses } = props;
    this._exporters = new Exporters({
      monitoring: this,
      ports: this.ports,
      collectors: props.nodeCollectors ?? ['systemd'],
      watches: (host) => (hosts === undefined || hosts.includes(host)) && !(exclude ?? []).includes(host),
      told: (host) => addresses?.[host.systemName],
    });
    this.module._supply(() =>
      monitoringOptions({
        props,
        ports: this.ports,
        watched: this._exporters.all,
        sites: this.sites(),
        prometheus: new Endpoint({ host: this.prometheusAddress, port: props.port ?? 9090 }),
        refuse,
      }),
    );
  }

  /** Where Prometheus is reached. */
  public get prometheus(): Endpoint {
    return this.endpoint(this._props.port ?? 9090);
  }

  /**
   * Where Grafana is reached.
   * @throws `MONITORING_NO_GRAFANA` where there is none
   */
  public get grafana(): Endpoint {
    const { grafana } = this._props;
    if (!grafana) {
      this._refuse('MONITORING_NO_GRAFANA', 'there is no Grafana', 'give grafana: { adminPasswordFile: … }', 'grafana');
    }
    return this.endpoint(grafana!.port ?? 3000);
  }

  private endpoint(port: number): Endpoint {
    const scope = this.system.node.scope;
    const server: IConstruct = Host.isHost(this.system) || !scope ? this.system : scope;
    return Endpoint._servedBy(server, { host: '127.0.0.1', port });
  }

  private get ports() {
    return { node: this._props.nodePort ?? 9100, zfs: this._props.zfsPort ?? 9134 };
  }

  /** The loopback, unless Prometheus listens on another address alone. */
  private get prometheusAddress(): string {
    const address = this._props.listenAddress ?? '127.0.0.1';
    return ['0.0.0.0', '::'].includes(address) ? '127.0.0.1' : address;
  }

  private check(refuse: Refuse): void {
    const { _props: props } = this;
    for (const key of ['port', 'nodePort', 'zfsPort'] as const) checkInteger(refuse, props[key], key, 1, 65535);
    checkInteger(refuse, props.intervalSeconds, 'intervalSeconds', 1);
    checkInteger(refuse, props.grafana?.port, 'grafana.port', 1, 65535);
    checkInteger(refuse, props.alertmanager?.port, 'alertmanager.port', 1, 65535);
    checkInteger(refuse, props.alertmanager?.repeatHours, 'alertmanager.repeatHours', 1);
    for (const [key, value] of Object.entries(props.alerts ?? {})) {
      if (typeof value === 'number') {
        checkInteger(refuse, value, `alerts.${key}`, 0, key.endsWith('Percent') ? 99 : 1_000_000);
      }
    }
    if (props.retention !== undefined && !/^(\d+(y|w|d|h|m|s|ms))+$/.test(props.retention)) {
      refuse('MONITORING_RETENTION', `"${props.retention}" is no time`, "give one such as '90d'", 'retention');
    }
    for (const [key, address] of Object.entries({
      listenAddress: props.listenAddress,
      'grafana.listenAddress': props.grafana?.listenAddress,
    })) {
      if (address === undefined || isIP(address) !== 0) continue;
      refuse('LISTEN_ADDRESS', `"${address}" is no address to listen on`, "give one: '192.168.1.10'", key);
    }
    for (const { alert, expr } of props.rules ?? []) {
      if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(alert) && expr.trim() !== '') continue;
      refuse(
        'MONITORING_RULE',
        `"${alert}" is no alert`,
        'give a name of letters and digits, and an expression',
        'rules',
      );
    }
    const { grafana, alertmanager } = props;
    const receiver = alertmanager?.receiver._credential?.file;
    SecretFile.checkContent(this, 'grafana.adminPasswordFile', SecretContent.VALUE, grafana?.adminPasswordFile);
    SecretFile.checkContent(this, 'grafana.secretKeyFile', SecretContent.VALUE, grafana?.secretKeyFile);
    SecretFile.checkContent(this, 'alertmanager.receiver', SecretContent.VALUE, receiver);
    const { release } = App.of(this);
    if (props.grafana && !props.grafana.secretKeyFile && (release === 'unstable' || release >= '26.05')) {
      refuse(
        'MONITORING_GRAFANA_KEY',
        `Grafana of NixOS ${release} has no key of its own to encrypt with`,
        'give grafana.secretKeyFile: a secret with 32 random characters',
        'grafana.secretKeyFile',
        'the key that was the same everywhere is gone',
      );
    }
  }

  private claim(): void {
    const { _props: props } = this;
    const claims = Claims.of(this);
    props.alertmanager?.receiver._connect(Connections.of(this));
    claims.tcpPort(props.port ?? 9090, { address: props.listenAddress ?? '127.0.0.1', purpose: 'Prometheus' });
    if (props.alertmanager) {
      claims.tcpPort(props.alertmanager.port ?? 9093, { address: '127.0.0.1', purpose: 'Alertmanager' });
    }
    if (props.grafana) {
      claims.tcpPort(props.grafana.port ?? 3000, {
        address: props.grafana.listenAddress ?? '127.0.0.1',
        purpose: 'Grafana',
      });
    }
    if (props.sites ?? true) claims.tcpPort(9115, { address: '127.0.0.1', purpose: 'the blackbox exporter' });
  }

  /** The sites of all reverse proxies, in one walk. */
  private sites(): string[] {
    if (this._props.sites === false) return [];
    const found: string[] = [];
    const stack: IConstruct[] = [App.of(this)];
    while (stack.length > 0) {
      const at = stack.pop()!;
      if (ReverseProxy.isReverseProxy(at)) {
        const port = at.httpsPort === 443 ? '' : `:${at.httpsPort}`;
        found.push(...at._certified.map((name) => `https://${name}${port}`));
      }
      stack.push(...at.node.children);
    }
    return [...new Set(found)].sort();
  }
}

const BRAND = Symbol.for('cosmo-nix.Monitoring');
