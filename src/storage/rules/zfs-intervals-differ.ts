import { zfsHosts } from './host-facts';
import { IRule, Severity } from '../../app';
import type { ZfsPool } from '../zfs-pool';

type Intervals = (pool: ZfsPool) => (string | undefined)[];

const KINDS: readonly [what: string, keyPath: string, of: Intervals][] = [
  ['scrub', 'scrubInterval', (pool) => [pool._props.scrubInterval]],
  ['trim', 'trimInterval', (pool) => [pool._props.trimInterval]],
  ['replication', 'interval', (pool) => pool._replications.map(({ interval }) => interval)],
];

export const zfsIntervalsDiffer: IRule = {
  code: 'ZFS_INTERVALS_DIFFER',
  severity: Severity.ERROR,
  title: 'The pools of a host are scrubbed, trimmed and replicated at one interval each',
  reason: 'NixOS has one timer for all pools of a host',
  source: 'NixOS: services.zfs.autoScrub.interval, services.zfs.trim.interval, services.syncoid.interval',
  breaks: `
const host = new Host(app, 'two-timers', { ...machine });
new ZfsPool(host, 'fast', { scrubInterval: 'weekly' });
new ZfsPool(host, 'slow', { scrubInterval: 'monthly' });
`,
  holds: `
const host = new Host(app, 'two-timers', { ...machine });
new ZfsPool(host, 'fast', { scrubInterval: 'weekly' });
new ZfsPool(host, 'slow');
`,
  check(estate, report) {
    for (const zfs of zfsHosts(estate)) {
      for (const [what, keyPath, of] of KINDS) {
        const asked = zfs.pools.flatMap((pool) => of(pool).map((interval) => ({ pool, interval })));
        const intervals = new Set(asked.flatMap(({ interval }) => (interval === undefined ? [] : [interval])));
        if (intervals.size < 2) continue;
        report.found(zfs, {
          message: `two intervals for ${what} on one host: ${[...intervals].join(' and ')}`,
          keyPath,
          mend: 'give one of them, or the same to all',
          related: [...new Set(asked.map(({ pool }) => pool))],
        });
      }
    }
  },
};
