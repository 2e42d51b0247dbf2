import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { MicrovmGuest } from '../microvm-guest';

export const microvmStoreInMemory: IRule = {
  code: 'MICROVM_STORE_IN_MEMORY',
  severity: Severity.WARNING,
  title: 'The writable part of a microvm store lies on a volume',
  reason: 'without one it lies in the memory of the guest: what is built there fills it, and is gone at the next start',
  source: 'microvm.nix: writableStoreOverlay, "Writable /nix/store overlay"',
  breaks: `
const forge = new Host(app, 'forge', { ...machine });
new MicrovmGuest(forge, 'smithy', {
  memoryGib: 4,
  writableStoreOverlay: '/nix/.rw-store',
  volumes: [{ image: 'var.img', mountPoint: '/var', sizeGib: 4 }],
  host: { stateVersion: '25.11', allowNoLogin: true },
});
`,
  holds: `
const forge = new Host(app, 'forge', { ...machine });
new MicrovmGuest(forge, 'smithy', {
  memoryGib: 4,
  writableStoreOverlay: '/nix/.rw-store',
  volumes: [
    { image: 'var.img', mountPoint: '/var', sizeGib: 4 },
    { image: 'store.img', mountPoint: '/nix/.rw-store', sizeGib: 40 },
  ],
  host: { stateVersion: '25.11', allowNoLogin: true },
});
`,
  check(estate, report) {
    for (const guest of estate._all(MicrovmGuest.isMicrovmGuest)) {
      const { writableStoreOverlay: overlay, volumes = [] } = guest._props;
      if (overlay === undefined) continue;
      const kept = volumes.flatMap(({ mountPoint }) => (mountPoint === undefined ? [] : [mountPoint]));
      const mounted = estate
        .optionsOf(guest.host)
        ._at(['fileSystems', '*'])
        .flatMap(({ names }) => names);
      if ([...kept, ...mounted].some((path) => path !== '/' && `${overlay}/`.startsWith(`${path}/`))) continue;
      if (kept.includes('/')) continue;
      report.found(guest, {
        keyPath: 'writableStoreOverlay',
        message: `what ${guest.guestName} adds to its store lies in its ${guest.memoryMib} MiB of memory: no volume is mounted at ${overlay}`,
        mend: `give it a volume: { image: 'store.img', mountPoint: '${overlay}', sizeGib: 40 }`,
      });
    }
  },
};
