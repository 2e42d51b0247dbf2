import { ClaimKind } from '../../app/claims';
import { Severity } from '../../app/diagnostics';
import type { Estate } from '../../app/rules/estate';
import type { IRule } from '../../app/rules/rule';
import { LibvirtGuest } from '../../guests';
import type { LvmVolumeGroup } from '../../storage';

export const guestVolumeUnknown: IRule = {
  code: 'GUEST_VOLUME_UNKNOWN',
  severity: Severity.WARNING,
  title: 'The logical volumes of guests are there in a volume group of their host',
  reason: 'a guest does not start without its disk',
  source: 'lvm(8): volumes stand below /dev/GROUP',
  breaks: `
const depot = new Host(app, 'depot', { ...machine });
const stack = new LvmVolumeGroup(depot, 'stack', { volumes: { crates: { size: '100G' } } });
new Disk(depot, 'ssd', { device: '/dev/disk/by-id/nvme-DEPOT_1TB', content: DiskContent.lvmMember(stack) });
new LibvirtGuest(depot, 'crates', { memoryGib: 1, disks: [LibvirtDisk.block('/dev/stack/crate')] });
`,
  holds: `
const depot = new Host(app, 'depot', { ...machine });
const stack = new LvmVolumeGroup(depot, 'stack', { volumes: { crates: { size: '100G' } } });
new Disk(depot, 'ssd', { device: '/dev/disk/by-id/nvme-DEPOT_1TB', content: DiskContent.lvmMember(stack) });
new LibvirtGuest(depot, 'crates', { memoryGib: 1, disks: [LibvirtDisk.block(stack.volumePath('crates'))] });
`,
  check(estate, report) {
    const groups = estate._table(groupsByHost);
    for (const guest of estate._all(LibvirtGuest.isLibvirtGuest)) {
      guest._spec.disks.forEach(({ path }, index) => {
        const [, name, volume] = /^\/dev\/([^/]+)\/([^/]+)$/.exec(path ?? '') ?? [];
        const group = groups.get(`${guest.machine.node.path}\0${name}`);
        if (!group || hasVolume(group, volume!)) return;
        report.found(guest, {
          keyPath: `disks[${index}]`,
          message: `${guest.guestName} is given ${path}, and the volume group ${name} of ${guest.machine.systemName} has no volume ${volume}`,
          mend: `describe it: volumes: { ${volume}: { size: '…' } }, or correct the path`,
          related: [group],
        });
      });
    }
  },
};

/** Volume groups, by their hosts and names. */
function groupsByHost(estate: Estate): ReadonlyMap<string, LvmVolumeGroup> {
  const found = new Map<string, LvmVolumeGroup>();
  for (const { claim, owner } of estate._claims) {
    if (claim.kind !== ClaimKind.OTHER || claim.what !== 'volume group' || !('volumePath' in owner)) continue;
    found.set(`${claim.within}\0${claim.value}`, owner as LvmVolumeGroup);
  }
  return found;
}

function hasVolume(group: LvmVolumeGroup, name: string): boolean {
  try {
    return group.volumePath(name) !== '';
  } catch {
    return false;
  }
}
