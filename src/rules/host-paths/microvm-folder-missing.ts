import { guestPaths, stateDir } from './guest-paths';
import { hostMounts, provides } from './host-mounts';
import { Severity } from '../../app/diagnostics';
import { isWithin } from '../../app/paths';
import type { IRule } from '../../app/rules/rule';
import { MicrovmGuest } from '../../guests';

export const microvmFolderMissing: IRule = {
  code: 'MICROVM_FOLDER_MISSING',
  severity: Severity.WARNING,
  title: 'Somebody makes the folders in which microvms make their volumes',
  reason: 'microvm.nix makes the file of a volume and no folder for it: without one the guest does not start',
  source: 'microvm.nix: lib/volumes.nix, touch and truncate',
  breaks: `
const binders = new Host(app, 'binders', { ...machine });
new MicrovmGuest(binders, 'binder', {
  volumes: [{ image: '/srv/microvms/binder.img', mountPoint: '/var', sizeGib: 4 }],
  host: { stateVersion: '25.11', allowNoLogin: true },
});
`,
  holds: `
const binders = new Host(app, 'binders', {
  ...machine,
  options: { systemd: { tmpfiles: { rules: ['d /srv/microvms 0750 microvm kvm -'] } } },
});
new MicrovmGuest(binders, 'binder', {
  volumes: [{ image: '/srv/microvms/binder.img', mountPoint: '/var', sizeGib: 4 }],
  host: { stateVersion: '25.11', allowNoLogin: true },
});
`,
  check(estate, report) {
    const of = estate._table(hostMounts);
    for (const { guest, machine, path, keyPath, kind } of estate._table(guestPaths)) {
      if (!MicrovmGuest.isMicrovmGuest(guest) || kind !== 'disk') continue;
      const folder = path.slice(0, path.lastIndexOf('/'));
      const host = of(machine);
      // What nothing is mounted for at all is told by the rule on missing paths.
      if (!host.known || folder === stateDir(estate, guest) || THERE.has(folder) || !provides(host, path)) continue;
      const mounted = host.mounts.some((mount) => isWithin(mount.path, folder));
      if (mounted || host.made.some((there) => isWithin(there, folder) || isWithin(folder, there))) continue;
      report.found(guest, {
        keyPath,
        message: `${guest.guestName} is to make ${path}, and nothing makes the folder ${folder} on ${machine.systemName}`,
        mend: `give a bare name, which lies in ${stateDir(estate, guest)}; or systemd: { tmpfiles: { rules: ['d ${folder} 0750 microvm kvm -'] } }`,
        cause: `${machine.node.path} ${folder}`,
      });
    }
  },
};

/** Folders that every NixOS has. */
const THERE = new Set([
  '/home',
  '/root',
  '/srv',
  '/tmp',
  '/var',
  '/var/lib',
  '/var/tmp',
  '/var/cache',
  '/var/lib/libvirt/images',
]);
