import { isOn } from './host-facts';
import { mounts } from './mounts';
import { IRule, Severity } from '../../app';

export const tmpMountedTwice: IRule = {
  code: 'TMP_MOUNTED_TWICE',
  severity: Severity.WARNING,
  title: 'Where /tmp is in memory, no disk is mounted there',
  reason: 'both become tmp.mount: that of boot.tmp goes before the other, and the disk is never mounted',
  source: 'NixOS: boot.tmp.useTmpfs (systemd.mounts); systemd.unit(5): unit load path',
  breaks: `
const host = new Host(app, 'two-tmps', { ...machine, boot: { tmpOnTmpfs: true } });
new ZfsPool(host, 'scratch', { datasets: { tmp: { mountPoint: '/tmp' } } });
`,
  holds: `
const host = new Host(app, 'two-tmps', { ...machine });
new ZfsPool(host, 'scratch', { datasets: { tmp: { mountPoint: '/tmp' } } });
`,
  check(estate, report) {
    for (const [host, of] of estate._table(mounts)) {
      const tmp = of.get('/tmp');
      if (!tmp || !isOn(estate, host, 'boot', 'tmp', 'useTmpfs')) continue;
      report.found(tmp.construct, {
        message: `${tmp.device ?? 'a file system'} is to be mounted at /tmp of ${host.systemName}, and boot.tmp puts memory there`,
        keyPath: tmp.keyPath,
        mend: 'leave boot: { tmpOnTmpfs } out, or do not mount it',
      });
    }
  },
};
