import { zfsUses } from './zfs-use';
import { IRule, Severity } from '../../app';

/** From this release on NixOS no longer forces the import by itself. */
const NO_LONGER = '26.11';

export const zfsForceImport: IRule = {
  code: 'ZFS_FORCE_IMPORT',
  severity: Severity.WARNING,
  title: 'Pools are not imported by force at boot',
  reason: 'a pool that another machine uses at this moment is taken from it, and two writers destroy it',
  source: 'NixOS: boot.zfs.forceImportRoot (true before 26.11), boot.zfs.forceImportAll; zpool-import(8)',
  breaks: `
const host = new Host(app, 'import-force', { ...machine });
new ZfsPool(host, 'tank', { options: { boot: { zfs: { forceImportRoot: Nix.mkForce(true) } } } });
`,
  holds: `
const host = new Host(app, 'import-force', { ...machine });
new ZfsPool(host, 'tank');
`,
  check(estate, report) {
    for (const { host, construct } of estate._table(zfsUses).filter(({ hasPool }) => hasPool)) {
      const options = estate.optionsOf(host);
      const [root] = options._taken(['boot', 'zfs', 'forceImportRoot']);
      const [all] = options._taken(['boot', 'zfs', 'forceImportAll']);
      const forced = [root, all].find((one) => one?.value === true);
      if (forced) {
        const key = forced === root ? 'forceImportRoot' : 'forceImportAll';
        report.found(forced.owner, {
          message: `${host.systemName} imports its pools by force: boot.zfs.${key} is true`,
          keyPath: `boot.zfs.${key}`,
          ...(all?.value === true && root?.value === false
            ? {
                severity: Severity.ERROR,
                why: 'NixOS refuses forceImportAll without forceImportRoot, which a ZfsPool turns off',
              }
            : {}),
          mend: 'leave it out; a pool that was moved is imported by hand once: zpool import -f',
        });
      } else if (root === undefined && host.stateVersion < NO_LONGER && options.unseen.length === 0) {
        report.found(construct, {
          message: `${host.systemName} imports its root pool by force, as NixOS does unless it is told otherwise`,
          keyPath: 'boot.zfs.forceImportRoot',
          mend: 'set boot.zfs.forceImportRoot = false; a ZfsPool does so by itself',
        });
      }
    }
  },
};
