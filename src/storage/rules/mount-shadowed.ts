import { mounts, pathsAbove } from './mounts';
import { IRule, Severity } from '../../app';

export const mountShadowed: IRule = {
  code: 'MOUNT_SHADOWED',
  severity: Severity.ERROR,
  title: 'What the initial RAM disk mounts is not hidden by what is mounted later',
  reason: 'the later mount covers the folder with all that was mounted below it: the machine works on the wrong files',
  source: 'NixOS: fileSystems.<name>.neededForBoot; mount(8)',
  breaks: `
const host = new Host(app, 'shadowed', { ...machine });
host.addFileSystem('/data', { device: '/dev/disk/by-label/DATA', fsType: 'ext4' });
host.addFileSystem('/data/keys', { device: '/dev/disk/by-label/KEYS', fsType: 'ext4', neededForBoot: true });
`,
  holds: `
const host = new Host(app, 'shadowed', { ...machine });
host.addFileSystem('/data', { device: '/dev/disk/by-label/DATA', fsType: 'ext4', neededForBoot: true });
host.addFileSystem('/data/keys', { device: '/dev/disk/by-label/KEYS', fsType: 'ext4', neededForBoot: true });
`,
  check(estate, report) {
    for (const [host, of] of estate._table(mounts)) {
      for (const inner of of.values()) {
        const outer = inner.early
          ? pathsAbove(inner.point)
              .map((path) => of.get(path))
              .find((one) => one && !one.early)
          : undefined;
        if (!outer) continue;
        report.found(outer.construct, {
          message: `${inner.point} of ${host.systemName} is mounted in the initial RAM disk, and ${outer.point} over it later`,
          keyPath: outer.keyPath,
          mend: `mount ${outer.point} there too: neededForBoot: true`,
          related: [inner.construct],
          cause: `${host.systemName} ${outer.point}`,
        });
      }
    }
  },
};
