import { zfsHosts } from './host-facts';
import { IRule, Severity } from '../../app';

export const zfsTrimAllOrNone: IRule = {
  code: 'ZFS_TRIM_ALL_OR_NONE',
  severity: Severity.WARNING,
  title: 'All pools of a host are trimmed or none',
  reason: 'NixOS trims all pools of a host or none',
  source: 'NixOS: services.zfs.trim',
  breaks: `
const host = new Host(app, 'trim-some', { ...machine });
new ZfsPool(host, 'fast');
new ZfsPool(host, 'slow', { trim: false });
`,
  holds: `
const host = new Host(app, 'trim-some', { ...machine });
new ZfsPool(host, 'fast', { trim: false });
new ZfsPool(host, 'slow', { trim: false });
`,
  check(estate, report) {
    for (const zfs of zfsHosts(estate)) {
      const untrimmed = zfs.pools.filter((pool) => pool._props.trim === false);
      if (untrimmed.length === 0 || untrimmed.length === zfs.pools.length) continue;
      report.found(zfs, {
        message: `${untrimmed.map((pool) => pool.poolName).join(', ')} will be trimmed although trim is false`,
        mend: 'set trim alike for all pools of the host',
        related: untrimmed,
      });
    }
  },
};
