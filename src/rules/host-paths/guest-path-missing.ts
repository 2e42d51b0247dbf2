import { guestPaths } from './guest-paths';
import { missing } from './missing';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';

const WHAT = { disk: 'keeps a disk at', cd: 'has a CD at', share: 'is given the folder' };

export const guestPathMissing: IRule = {
  code: 'GUEST_PATH_MISSING',
  severity: Severity.WARNING,
  title: 'The disks, CDs and shares of guests lie on something that their host mounts',
  reason: 'a guest does not start without them; a folder that is made in their place fills the root of the host',
  source: 'libvirt: disk source, filesystem source; microvm.nix: volumes, shares',
  breaks: `
const vault = new Host(app, 'vault', {
  ...machine,
  fileSystems: { ...machine.fileSystems, '/pool/vms': { device: '/dev/disk/by-label/vms', fsType: 'xfs' } },
});
const compute = new Host(app, 'compute', { ...machine });
new LibvirtGuest(compute, 'billing', {
  memoryGib: 1,
  disks: [LibvirtDisk.image({ sizeGib: 20, directory: '/pool/vms' })],
});
`,
  holds: `
const vault = new Host(app, 'vault', {
  ...machine,
  fileSystems: { ...machine.fileSystems, '/pool/vms': { device: '/dev/disk/by-label/vms', fsType: 'xfs' } },
});
new LibvirtGuest(vault, 'billing', {
  memoryGib: 1,
  disks: [LibvirtDisk.image({ sizeGib: 20, directory: '/pool/vms' })],
});
`,
  check(estate, report) {
    for (const { guest, machine, path, keyPath, kind, source } of estate._table(guestPaths)) {
      const found = missing(estate, machine, path, `${guest.guestName} ${WHAT[kind]}`, source);
      if (found) report.found(guest, { keyPath, ...found });
    }
  },
};
