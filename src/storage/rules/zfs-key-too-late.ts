import { isLate, keyHolder, ownKeyHolder } from './early-keys';
import { IRule, Severity } from '../../app';
import { ZfsPool } from '../zfs-pool';

export const zfsKeyTooLate: IRule = {
  code: 'ZFS_KEY_TOO_LATE',
  severity: Severity.WARNING,
  title: 'The key of a dataset is there when the dataset is opened',
  reason: 'files of the system, and secrets below /run, are there only after the initial RAM disk has mounted it',
  source: 'NixOS: boot.zfs.requestEncryptionCredentials, boot.initrd.secrets; zfs-import-<pool>.service',
  breaks: `
const host = new Host(app, 'key-late', { ...machine });
const encryption = { keyFile: SecretFile.at('/run/agenix/tank') };
new ZfsPool(host, 'tank', { encryption, datasets: { var: { mountPoint: '/var' } } });
`,
  holds: `
const host = new Host(app, 'key-late', { ...machine });
const encryption = { keyFile: SecretFile.at('/run/agenix/tank') };
new ZfsPool(host, 'tank', { encryption, datasets: { media: { mountPoint: '/media' } } });
`,
  check(estate, report) {
    for (const pool of estate._all(ZfsPool.isZfsPool)) {
      for (const node of [pool, ...pool._datasets]) {
        const root = node._encryptionRoot;
        const encryption = root?._props.encryption;
        const key = encryption?.keyFile?.path;
        const { atBoot, point } = node._mount;
        // Where the key lies on what it opens, ZFS_KEY_ON_ITSELF says so.
        if (!root || !isLate(estate, pool.system, key) || ownKeyHolder(estate, root)) continue;
        if (atBoot) {
          report.found(pool, {
            message: `${node.zfsName} is mounted at ${point} before its key ${key} is there`,
            keyPath: 'encryption.keyFile',
            mend: 'ask for a passphrase, or bring the key into the RAM disk (boot.initrd.secrets)',
            related: [node],
            cause: root.node.path,
          });
          continue;
        }
        const holder = node === root && encryption!.unlockAtBoot !== false && keyHolder(estate, pool.system, key);
        if (!holder || holder.early) continue;
        report.found(pool, {
          message: `${node.zfsName} is opened before its key ${key} is there: ${holder.point} is mounted later`,
          keyPath: 'encryption.keyFile',
          why: 'NixOS loads the keys of a pool when it imports it, before it mounts the file systems',
          mend: 'put the key on the root file system, below /run by a secret, or bring it into the RAM disk (boot.initrd.secrets)',
          related: [node, holder.construct],
          cause: root.node.path,
        });
      }
    }
  },
};
