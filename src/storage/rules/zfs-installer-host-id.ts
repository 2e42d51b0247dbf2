import { zfsUses } from './zfs-use';
import { IRule, Severity } from '../../app';

/** What the NixOS installer, nixos-anywhere and clan call every machine. */
const INSTALLER = '8425e349';

export const zfsInstallerHostId: IRule = {
  code: 'ZFS_INSTALLER_HOST_ID',
  severity: Severity.INFO,
  title: 'A host with ZFS has another host id than the installer',
  reason:
    'ZFS imports a pool that another machine of that id may still use without being forced to: installers, rescue systems',
  source: 'OpenZFS: zgenhostid(8); the NixOS installer, nixos-anywhere and clan all have 8425e349',
  breaks: `
const host = new Host(app, 'id-installer', { ...machine, hostId: '8425E349' });
new ZfsPool(host, 'tank');
`,
  holds: `
const host = new Host(app, 'id-installer', { ...machine });
new ZfsPool(host, 'tank');
`,
  check(estate, report) {
    for (const { host, what } of estate._table(zfsUses).filter(({ hasPool }) => hasPool)) {
      if (host.hostId.toLowerCase() !== INSTALLER) continue;
      report.found(host, {
        message: `${host.systemName} has ${what} and the host id of the NixOS installer, ${INSTALLER}`,
        keyPath: 'hostId',
        mend: 'a new machine is better off without it; where the pool is there already: zpool export it, change the id, and import it once',
      });
    }
  },
};
