import { FeatureProps, ISecretFile } from '../app';
import { Host } from '../hosts';
import { AlertReceiver } from './alert-receiver';

/** How grave an alert is. */
export enum AlertSeverity {
  /** Now. */
  CRITICAL = 'critical',
  /** Soon. */
  WARNING = 'warning',
}

/** What is alerted about. 0 turns an alert off. */
export interface AlertsProps {
  /**
   * A host that does not answer for so many minutes.
   * @default 5
   */
  readonly hostDownMinutes?: number;
  /**
   * A file system, or a ZFS pool, with less than so much of it free, in percent.
   * @default 10
   */
  readonly diskFreePercent?: number;
  /**
   * A file system that will be full in so many hours, if it fills as it did in the last six.
   * @default 24
   */
  readonly diskFullHours?: number;
  /**
   * A systemd unit that has failed for so many minutes.
   * @default 10
   */
  readonly failedUnitMinutes?: number;
  /**
   * A ZFS pool that is not ONLINE.
   * @default true
   */
  readonly zfsPools?: boolean;
  /**
   * A certificate of a proxied site that ends in so many days.
   * @default 14
   */
  readonly certificateDays?: number;
  /**
   * A proxied site that does not answer for so many minutes.
   * @default 10
   */
  readonly siteDownMinutes?: number;
}

/** An alert of your own. */
export interface AlertRule {
  /** Its name, such as `BatteryLow`. */
  readonly alert: string;
  /** When it holds, in PromQL. */
  readonly expr: string;
  /** What is said, with labels as `{{ $labels.instance }}`. */
  readonly summary: string;
  /**
   * How long it must hold, in minutes.
   * @default 0
   */
  readonly forMinutes?: number;
  /**
   * How grave it is.
   * @default AlertSeverity.WARNING
   */
  readonly severity?: AlertSeverity;
}

/** Alertmanager: who is told. */
export interface AlertmanagerProps {
  /** Whom it tells. */
  readonly receiver: AlertReceiver;
  /**
   * The port, on the loopback.
   * @default 9093
   */
  readonly port?: number;
  /**
   * After how many hours it tells of the same again.
   * @default 4, as Alertmanager has it
   */
  readonly repeatHours?: number;
}

/** Grafana. */
export interface GrafanaProps {
  /** The file with the password of `admin`. It counts on the first start. */
  readonly adminPasswordFile: ISecretFile;
  /**
   * The file with the key that Grafana encrypts secrets of its data sources with. From NixOS 26.05 on there is no default.
   * @default - before NixOS 26.05 what everybody has
   */
  readonly secretKeyFile?: ISecretFile;
  /**
   * The address that it listens on.
   * @default "127.0.0.1": for a reverse proxy on the same host
   */
  readonly listenAddress?: string;
  /**
   * The port.
   * @default 3000
   */
  readonly port?: number;
  /**
   * Where browsers find it: `https://grafana.home.example/`.
   * @default - what Grafana works out
   */
  readonly rootUrl?: string;
}

/** Props of `Monitoring`. */
export interface MonitoringProps extends FeatureProps {
  /**
   * The hosts that are watched.
   * @default - every NixOS host of the estate, guests included
   */
  readonly hosts?: Host[];
  /**
   * Hosts that are not watched.
   * @default - none
   */
  readonly exclude?: Host[];
  /**
   * Addresses or names of hosts, by host name, where what follows from the
   * estate is not the right one. The exporters' ports are then yours to open.
   * @default - none
   */
  readonly addresses?: Record<string, string>;
  /**
   * The address that Prometheus listens on.
   * @default "127.0.0.1"
   */
  readonly listenAddress?: string;
  /**
   * The port of Prometheus.
   * @default 9090
   */
  readonly port?: number;
  /**
   * How long measurements are kept, as Prometheus has it: `90d`.
   * @default - what Prometheus has: 15d
   */
  readonly retention?: string;
  /**
   * How often it measures, in seconds.
   * @default 30
   */
  readonly intervalSeconds?: number;
  /**
   * The port of the node exporter on every host.
   * @default 9100
   */
  readonly nodePort?: number;
  /**
   * Collectors of the node exporter beside those it runs by itself.
   * @default ["systemd"], which the alert about failed units needs
   */
  readonly nodeCollectors?: string[];
  /**
   * The port of the ZFS exporter on hosts with pools.
   * @default 9134
   */
  readonly zfsPort?: number;
  /**
   * Ask the sites of the estate's reverse proxies whether they answer, and when their certificates end.
   * @default true
   */
  readonly sites?: boolean;
  /**
   * What is alerted about.
   * @default - everything, with the limits of `AlertsProps`
   */
  readonly alerts?: AlertsProps;
  /**
   * Alerts of your own.
   * @default - none
   */
  readonly rules?: AlertRule[];
  /**
   * Who is told.
   * @default - nobody: alerts are shown by Prometheus alone
   */
  readonly alertmanager?: AlertmanagerProps;
  /**
   * Dashboards.
   * @default - none
   */
  readonly grafana?: GrafanaProps;
}
