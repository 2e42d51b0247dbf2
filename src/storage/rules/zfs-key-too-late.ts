import { bringsIntoRamDisk, LATE } from './early-keys';
import { IRule, Severity } from '../../app';
import { ZfsPool } from '../zfs-pool';

export const zfsKeyTooLate: IRule = {
  code: 'ZFS_KEY_TOO_LATE',
  severity: Severity.WARNING,
  title: 'The key of a dataset is there when the initial RAM disk mounts it',
  reason: 'files of the system, and secrets below /run, are there only after the initial RAM disk has mounted it',
  source: 'NixOS: boot.zfs.requestEncryptionCredentials, boot.initrd.secrets',
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
        const key = node._encryptionRoot?._props.encryption?.keyFile?.path;
        const { atBoot, point } = node._mount;
        if (!atBoot || typeof key !== 'string' || !LATE.test(key) || bringsIntoRamDisk(estate, pool.system, key)) {
          continue;
        }
        report.found(pool, {
          message: `${node.zfsName} is mounted at ${point} before its key ${key} is there`,
          keyPath: 'encryption.keyFile',
          mend: 'ask for a passphrase, or bring the key into the RAM disk (boot.initrd.secrets)',
          related: [node],
          cause: node._encryptionRoot!.node.path,
        });
      }
    }
  },
};
