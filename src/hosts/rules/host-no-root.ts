import { hasHandWritten } from './facts/hand-written';
import { ClaimKind, Severity, System } from '../../app';
import type { Estate } from '../../app/rules/estate';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../host';

export const hostNoRoot: IRule = {
  code: 'HOST_NO_ROOT',
  severity: Severity.WARNING,
  title: 'A machine that boots has a root file system',
  reason: 'NixOS refuses to build a machine without one',
  source: 'NixOS: assertion of fileSystems, "must specify your root file system"',
  breaks: `
new Host(app, 'no-root-fs', { stateVersion: '25.11', allowNoLogin: true });
`,
  holds: `
const fileSystems = { '/': { device: '/dev/disk/by-label/nixos', fsType: 'ext4' } };
new Host(app, 'no-root-fs', { stateVersion: '25.11', allowNoLogin: true, fileSystems });
`,
  check(estate, report) {
    const claimed = estate._table(roots);
    for (const host of estate._all(Host.isHost)) {
      if (!host.canBoot || host._props.hardware?.configurationFile !== undefined || claimed.has(host)) continue;
      const options = estate.optionsOf(host);
      // The root of a microvm is in memory.
      const elsewhere = [['fileSystems', '/'], ['disko'], ['microvm', 'hypervisor']];
      if (hasHandWritten(host) || elsewhere.some((path) => options._at(path).length > 0)) continue;
      report.found(host, {
        message: `${host.systemName} has no file system at /`,
        keyPath: 'fileSystems',
        mend: "add fileSystems: { '/': { device, fsType } }, a storage construct, or hardware: { configurationFile }",
      });
    }
  },
};

/** The Systems in which something mounts a file system at the root. */
function roots(estate: Estate): ReadonlySet<System | undefined> {
  return new Set(
    estate._claims
      .filter(({ claim }) => claim.kind === ClaimKind.MOUNT_POINT && claim.value === '/')
      .map(({ owner }) => System.find(owner)),
  );
}
