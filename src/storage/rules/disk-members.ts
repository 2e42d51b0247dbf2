import { diskHosts } from './host-facts';
import { IRule, Severity } from '../../app';

export const diskMembers: IRule = {
  code: 'DISK_MEMBERS',
  severity: Severity.ERROR,
  title: 'RAIDs, volume groups and bcachefs have the members that they need',
  reason: 'mdadm and LVM refuse to make it, and the installation stops half-way',
  source: 'mdadm(8), lvmraid(7), bcachefs(8)',
  breaks: `
const host = new Host(app, 'raid-short', { ...machine });
const raid = new MdRaid(host, 'data', { level: MdRaidLevel.RAID5, content: DiskContent.ext4('/srv') });
for (const name of ['a', 'b']) {
  const device = \`/dev/disk/by-id/ata-RAID_SHORT_\${name}\`;
  new Disk(host, name, { device, content: DiskContent.raidMember(raid) });
}
`,
  holds: `
const host = new Host(app, 'raid-short', { ...machine });
const raid = new MdRaid(host, 'data', { level: MdRaidLevel.RAID5, content: DiskContent.ext4('/srv') });
for (const name of ['a', 'b', 'c']) {
  const device = \`/dev/disk/by-id/ata-RAID_SHORT_\${name}\`;
  new Disk(host, name, { device, content: DiskContent.raidMember(raid) });
}
`,
  check(estate, report) {
    for (const disks of diskHosts(estate)) {
      for (const layout of disks.layouts) {
        const problem = layout._memberProblem();
        if (!problem) continue;
        const [message, mend] = problem;
        report.found(disks, { message, mend, related: [layout] });
      }
    }
  },
};
