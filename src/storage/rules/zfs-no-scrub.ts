import { isOn } from './host-facts';
import { zfsUses } from './zfs-use';
import { IRule, Severity } from '../../app';

export const zfsNoScrub: IRule = {
  code: 'ZFS_NO_SCRUB',
  severity: Severity.WARNING,
  title: 'Pools are read whole from time to time',
  reason:
    'what rots on a disk is found and mended only when it is read, and by then the other copy may have rotted too',
  source: 'zpool-scrub(8); NixOS: services.zfs.autoScrub',
  breaks: `
const fileSystems = { ...machine.fileSystems, '/srv': { device: 'tank/srv', fsType: 'zfs' } };
const options = { boot: { zfs: { forceImportRoot: false } } };
new Host(app, 'no-scrub', { ...machine, fileSystems, options });
`,
  holds: `
const fileSystems = { ...machine.fileSystems, '/srv': { device: 'tank/srv', fsType: 'zfs' } };
const options = { boot: { zfs: { forceImportRoot: false } }, services: { zfs: { autoScrub: { enable: true } } } };
new Host(app, 'no-scrub', { ...machine, fileSystems, options });
`,
  check(estate, report) {
    for (const { host, zfs, what, construct, keyPath } of estate._table(zfsUses).filter(({ hasPool }) => hasPool)) {
      // Who says scrub: false of a pool has been asked.
      if (zfs && zfs.pools.every((pool) => pool._props.scrub === false)) continue;
      const options = estate.optionsOf(host);
      if (isOn(estate, host, 'services', 'zfs', 'autoScrub', 'enable') || options.unseen.length > 0) continue;
      if (options._at(['services', 'zfs', 'autoScrub', 'enable']).some(({ conditional }) => conditional)) continue;
      report.found(construct, {
        message: `${host.systemName} has ${what} and never scrubs it`,
        keyPath: zfs ? 'services.zfs.autoScrub.enable' : keyPath,
        mend: 'set services.zfs.autoScrub.enable = true; a ZfsPool does so by itself',
      });
    }
  },
};
