import { CosmoError, NixModule } from '../app';
import type { ZfsDataset } from './zfs-dataset';
import { isParent, refuser } from './zfs-node';
import type { ZfsPool } from './zfs-pool';
import { ZfsReplicationProps } from './zfs-replication';

/** One entry of `services.syncoid.commands`. */
export interface Replication {
  readonly source: ZfsPool | ZfsDataset;
  readonly target: string;
  readonly command: Record<string, any>;
  readonly interval: string | undefined;
}

/** What `zfs allow` must grant to the one who receives. */
const RECEIVE = 'change-key,compression,create,mount,mountpoint,receive,rollback';

/** Note a replication with the source's pool, and make the target's host ready where it is of the estate. */
export function replicate(
  source: ZfsPool | ZfsDataset,
  target: ZfsPool | ZfsDataset | string,
  props: ZfsReplicationProps,
): void {
  const refuse = refuser(source);
  const leaf = props.as ?? source.zfsName.split('/').pop()!;
  const inEstate = isParent(target) ? target : undefined;
  const dataset = inEstate ? `${inEstate.zfsName}/${leaf}` : String(target).replace(/^[^/@:]*(@[^/:]*)?:/, '');
  const sameHost = inEstate ? inEstate.pool.system === source.pool.system : !String(target).includes(':');
  if (inEstate === undefined && !/^([^\s:/]+:)?[A-Za-z][A-Za-z0-9_.:/-]*$/.test(String(target))) {
    refuse(
      'ZFS_REPLICATION_TARGET',
      `"${String(target)}" is no target`,
      "give 'pool/dataset' or 'user@host:pool/dataset'",
    );
  }
  if (sameHost && (dataset === source.zfsName || dataset.startsWith(`${source.zfsName}/`))) {
    refuse(
      'ZFS_REPLICATION_INTO_ITSELF',
      `${source.zfsName} would be received in ${dataset}, which is part of it`,
      'give a target in another pool, or beside it',
    );
  }
  if (inEstate && sameHost && inEstate.pool === source.pool && inEstate.pool._nodes.has(dataset)) {
    refuse('ZFS_REPLICATION_OVER_DATASET', `${dataset} is a dataset of its own`, 'give another name: as');
  }
  if (source.zfsName.includes(':') || (sameHost && dataset.includes(':'))) {
    refuse('ZFS_REPLICATION_COLON', 'syncoid takes what stands before a colon for a host', 'use names without a colon');
  }
  const key = props.sshKey?.path;
  if (props.sshKey !== undefined && (typeof props.sshKey !== 'object' || key === undefined)) {
    refuse(
      'ZFS_SSH_KEY',
      'the SSH key is no secret',
      "give a secret construct, or SecretFile.at('/run/keys/NAME')",
      'sshKey',
    );
  }
  if (typeof key === 'string' && !/^\/(run|etc)\//.test(key)) {
    refuse(
      'ZFS_SSH_KEY_HIDDEN',
      `syncoid cannot see ${key}`,
      'put the key below /run or /etc',
      'sshKey',
      'NixOS runs syncoid in a root folder of its own, with only /run, /etc and the store in it',
    );
  }
  const user = props.user ?? 'zfs-receive';
  const raw = props.raw ?? source.encrypted;
  const sendOptions = props.sendOptions ?? (raw ? 'w' : undefined);
  const args = [...(props.syncSnapshot === false ? ['--no-sync-snap'] : []), ...(props.extraArgs ?? [])];
  const where = inEstate
    ? `${sameHost ? '' : `${user}@${props.address ?? inEstate.pool.system.systemName}:`}${dataset}`
    : String(target);
  if (source.pool._replications.some((other) => other.source === source && other.target === where)) {
    refuse('ZFS_REPLICATION_TWICE', `${source.zfsName} is sent to ${where} twice`, 'leave one out');
  }
  source.pool._replications.push({
    source,
    target: where,
    interval: props.interval,
    command: {
      target: where,
      ...(props.recursive === false ? {} : { recursive: true }),
      ...(key !== undefined ? { sshKey: key } : {}),
      ...(sendOptions ? { sendOptions } : {}),
      recvOptions: props.recvOptions ?? 'u',
      ...(args.length > 0 ? { extraArgs: args } : {}),
    },
  });
  if (props.sshPublicKey === undefined) return;
  if (!inEstate || sameHost) {
    refuse(
      'ZFS_REPLICATION_KEY',
      'there is no other host to give the public key to',
      'leave sshPublicKey out',
      'sshPublicKey',
    );
  }
  makeReady(source, inEstate!, user, props.sshPublicKey);
}

/** Let the source's host log in on the target's, and receive there. */
function makeReady(source: ZfsPool | ZfsDataset, target: ZfsPool | ZfsDataset, user: string, publicKey: string): void {
  if (!/^(ssh-(ed25519|rsa)|ecdsa-sha2-\S+|sk-\S+) [A-Za-z0-9+/=]+( .*)?$/.test(publicKey)) {
    throw new CosmoError({
      code: 'ZFS_REPLICATION_KEY',
      message: 'what was given is no public SSH key',
      mend: "give the line of the .pub file: 'ssh-ed25519 AAAA…'",
      construct: source,
      keyPath: 'sshPublicKey',
    });
  }
  const id = `$receive-${source.pool.system.systemName}-${source.zfsName.replace(/\//g, '-')}`;
  const unit = `zfs-allow-${target.zfsName.replace(/[^A-Za-z0-9_.]+/g, '-')}`;
  new NixModule(target, id, {
    options: {
      users: {
        users: {
          [user]: {
            isSystemUser: true,
            useDefaultShell: true,
            group: user,
            openssh: { authorizedKeys: { keys: [`restrict ${publicKey}`] } },
          },
        },
        groups: { [user]: {} },
      },
      systemd: {
        services: {
          [unit]: {
            description: `Let ${user} receive snapshots below ${target.zfsName}`,
            wantedBy: ['multi-user.target'],
            after: ['zfs.target'],
            serviceConfig: {
              Type: 'oneshot',
              RemainAfterExit: true,
              ExecStart: `/run/booted-system/sw/bin/zfs allow -u ${user} ${RECEIVE} ${target.zfsName}`,
            },
          },
        },
      },
    },
  });
}
