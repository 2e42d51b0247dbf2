import { zfsUses } from './zfs-use';
import { IRule, Severity } from '../../app';

export const zfsHostIdMissing: IRule = {
  code: 'ZFS_HOST_ID_MISSING',
  severity: Severity.ERROR,
  title: 'A host with ZFS has a host id',
  reason: 'ZFS knows by it whose a pool is, and NixOS refuses ZFS without one',
  source: 'NixOS: assertion "ZFS requires networking.hostId to be set"',
  breaks: `
const host = new Host(app, 'id-less', { ...machine, override: { 'networking.hostId': null } });
new ZfsPool(host, 'tank');
`,
  holds: `
const host = new Host(app, 'id-less', { ...machine });
new ZfsPool(host, 'tank');
`,
  check(estate, report) {
    for (const { host, what } of estate._table(zfsUses)) {
      const options = estate.optionsOf(host);
      const given = options._taken(['networking', 'hostId']);
      if (given.some(({ value }) => value !== null) || (given.length === 0 && options.unseen.length > 0)) continue;
      report.found(host, {
        message: `${host.systemName} has ${what} and no host id`,
        keyPath: 'networking.hostId',
        mend: `leave it to the host, which has ${host.hostId}; or give it one: hostId`,
      });
    }
  },
};
