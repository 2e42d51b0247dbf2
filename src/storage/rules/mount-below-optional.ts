import { MountFact, mounts, pathsAbove } from './mounts';
import { IRule, Severity } from '../../app';

export const mountBelowOptional: IRule = {
  code: 'MOUNT_BELOW_OPTIONAL',
  severity: Severity.WARNING,
  title: 'What stands below a mount that may be missing may be missing too',
  reason:
    'it waits for the mount above; when that is missing it fails, and the machine stops in emergency mode after all',
  source: 'systemd.mount(5): implicit dependencies; nofail',
  breaks: `
const host = new Host(app, 'below-optional', { ...machine });
host.addFileSystem('/srv', { device: '/dev/disk/by-label/SRV', fsType: 'ext4', noFail: true });
host.addFileSystem('/srv/media', { device: '/dev/disk/by-label/MEDIA', fsType: 'xfs' });
`,
  holds: `
const host = new Host(app, 'below-optional', { ...machine });
host.addFileSystem('/srv', { device: '/dev/disk/by-label/SRV', fsType: 'ext4', noFail: true });
host.addFileSystem('/srv/media', { device: '/dev/disk/by-label/MEDIA', fsType: 'xfs', noFail: true });
`,
  check(estate, report) {
    for (const [host, of] of estate._table(mounts)) {
      const optional = [...of.values()].filter(mayBeMissing);
      if (optional.length === 0) continue;
      for (const inner of of.values()) {
        if (mayBeMissing(inner) || inner.options.includes('x-systemd.automount')) continue;
        const outer = pathsAbove(inner.point)
          .map((path) => of.get(path))
          .find((one) => one && mayBeMissing(one));
        if (!outer) continue;
        report.found(inner.construct, {
          message: `${host.systemName} starts without ${outer.point}, and not without ${inner.point} below it`,
          keyPath: inner.keyPath,
          mend: 'give it the mount option nofail too, or take it from the one above',
          related: [outer.construct],
          cause: `${host.systemName} ${outer.point}`,
        });
      }
    }
  },
};

function mayBeMissing({ options }: MountFact): boolean {
  return options.includes('nofail') || options.includes('noauto');
}
