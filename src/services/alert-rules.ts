import { AlertRule, AlertSeverity, AlertsProps } from './monitoring-props';

/** What there is to be alerted about. */
export interface Watched {
  readonly zfs: boolean;
  readonly sites: boolean;
}

/** File systems that hold nothing of one's own. */
const REAL = '{fstype!~"tmpfs|ramfs|overlay|squashfs|iso9660|fuse.*|nfs.*|cifs|virtiofs"}';

/** The rules as Prometheus has them: those of the standard set, and the owner's own. */
export function alertRules(props: AlertsProps, own: readonly AlertRule[], watched: Watched): Record<string, any>[] {
  return [...standard(props, watched), ...own].map((rule) => ({
    alert: rule.alert,
    expr: rule.expr,
    ...(rule.forMinutes ? { for: `${rule.forMinutes}m` } : {}),
    labels: { severity: rule.severity ?? AlertSeverity.WARNING },
    annotations: { summary: rule.summary },
  }));
}

function standard(props: AlertsProps, { zfs, sites }: Watched): AlertRule[] {
  const down = props.hostDownMinutes ?? 5;
  const free = props.diskFreePercent ?? 10;
  const full = props.diskFullHours ?? 24;
  const failed = props.failedUnitMinutes ?? 10;
  const days = props.certificateDays ?? 14;
  const silent = props.siteDownMinutes ?? 10;
  const rule = (when: boolean, one: AlertRule) => (when ? [one] : []);
  return [
    ...rule(down > 0, {
      alert: 'HostDown',
      expr: 'up{job="node"} == 0',
      forMinutes: down,
      severity: AlertSeverity.CRITICAL,
      summary: '{{ $labels.instance }} does not answer',
    }),
    ...rule(free > 0, {
      alert: 'DiskFilling',
      expr: `100 * node_filesystem_avail_bytes${REAL} / node_filesystem_size_bytes < ${free}`,
      forMinutes: 15,
      summary: '{{ $labels.mountpoint }} of {{ $labels.instance }} is almost full',
    }),
    ...rule(full > 0, {
      alert: 'DiskFullSoon',
      expr: `predict_linear(node_filesystem_avail_bytes${REAL}[6h], ${full} * 3600) < 0`,
      forMinutes: 60,
      summary: `{{ $labels.mountpoint }} of {{ $labels.instance }} will be full in ${full} hours`,
    }),
    ...rule(failed > 0, {
      alert: 'UnitFailed',
      expr: 'node_systemd_unit_state{state="failed"} == 1',
      forMinutes: failed,
      summary: '{{ $labels.name }} of {{ $labels.instance }} has failed',
    }),
    ...rule(zfs && (props.zfsPools ?? true), {
      alert: 'ZfsPoolUnhealthy',
      expr: 'zfs_pool_health > 0',
      severity: AlertSeverity.CRITICAL,
      summary: 'the pool {{ $labels.pool }} of {{ $labels.instance }} is not ONLINE',
    }),
    ...rule(zfs && free > 0, {
      alert: 'ZfsPoolFilling',
      expr: `100 * zfs_pool_free_bytes / zfs_pool_size_bytes < ${free}`,
      forMinutes: 15,
      summary: 'the pool {{ $labels.pool }} of {{ $labels.instance }} is almost full',
    }),
    ...rule(sites && days > 0, {
      alert: 'CertificateEnds',
      expr: `(probe_ssl_earliest_cert_expiry - time()) / 86400 < ${days}`,
      summary: `the certificate of {{ $labels.instance }} ends in less than ${days} days`,
    }),
    ...rule(sites && silent > 0, {
      alert: 'SiteDown',
      expr: 'probe_success == 0',
      forMinutes: silent,
      summary: '{{ $labels.instance }} does not answer',
    }),
  ];
}
