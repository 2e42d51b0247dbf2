import { ownKeyHolder } from './early-keys';
import { IRule, Severity } from '../../app';
import { ZfsPool } from '../zfs-pool';

export const zfsKeyOnItself: IRule = {
  code: 'ZFS_KEY_ON_ITSELF',
  severity: Severity.ERROR,
  title: 'A key does not lie on what it opens',
  reason: 'it can be read only once it has been used: after the next start nothing opens the data',
  source: 'zfs-load-key(8); zfsprops(7): keylocation',
  breaks: `
const host = new Host(app, 'key-inside', { ...machine });
const encryption = { keyFile: SecretFile.at('/srv/vault/keys/tank') };
new ZfsPool(host, 'tank', { encryption, datasets: { vault: { mountPoint: '/srv/vault' } } });
`,
  holds: `
const host = new Host(app, 'key-inside', { ...machine });
const encryption = { keyFile: SecretFile.at('/run/keys/tank') };
new ZfsPool(host, 'tank', { encryption, datasets: { vault: { mountPoint: '/srv/vault' } } });
`,
  check(estate, report) {
    for (const pool of estate._all(ZfsPool.isZfsPool)) {
      for (const node of [pool, ...pool._nodes.values()]) {
        if (!node._props.encryption?.keyFile) continue;
        const own = ownKeyHolder(estate, node);
        if (!own) continue;
        report.found(node, {
          message: `the key ${own.key} of ${node.zfsName} lies on ${own.holder.device} (mounted at ${own.holder.point}), which it opens`,
          keyPath: 'encryption.keyFile',
          mend: 'put it where nothing of that pool is needed: a secret below /run, or a USB stick; or ask for a passphrase',
          related: [own.holder.construct],
        });
      }
    }
  },
};
