import { Connections, NixModule, Protocol } from '../app';
import { isParent, Parent } from './zfs-node';
import { ZfsReplicationProps } from './zfs-replication';
import { Refuse, refuser } from '../app/refuse';

/** One entry of `services.syncoid.commands`. */
export interface Replication {
  readonly source: Parent;
  readonly target: string;
  readonly command: Record<string, any>;
  readonly interval: string | undefined;
  /** The dataset that is received. */
  readonly dataset: string;
  /** What it is received below, where that is of the estate. */
  readonly parent: Parent | undefined;
  /** Whether it stays on the host. */
  readonly sameHost: boolean;
  readonly props: ZfsReplicationProps;
}

/** What `zfs allow` must grant to the one who receives. */
const RECEIVE = 'change-key,compression,create,mount,mountpoint,receive,rollback';

/** Where a replication goes. */
interface Place {
  /** The dataset that is received. */
  readonly dataset: string;
  /** As syncoid takes it. */
  readonly target: string;
  /** What it is received below, where that is of the estate. */
  readonly parent: Parent | undefined;
  readonly sameHost: boolean;
}

/** Note a replication with the source's pool, and make the target's host ready where it is of the estate. */
export function replicate(source: Parent, target: Parent | string, props: ZfsReplicationProps): void {
  const refuse = refuser(source);
  const user = props.user ?? 'zfs-receive';
  const place = isParent(target) ? inEstate(source, target, user, props) : elsewhere(target, refuse);
  checkPlace(source, place, refuse);
  const key = checkedKey(props, refuse);
  if (props.sshPublicKey !== undefined) checkPublicKey(props.sshPublicKey, place, refuse);
  const raw = props.raw ?? source.encrypted;
  const sendOptions = props.sendOptions ?? (raw ? 'w' : undefined);
  const args = [...(props.syncSnapshot === false ? ['--no-sync-snap'] : []), ...(props.extraArgs ?? [])];
  if (place.parent && !place.sameHost && !args.some((arg) => arg.startsWith('--sshport'))) {
    const peer = { host: props.address ?? place.parent.pool.system.systemName, port: 22, protocol: Protocol.TCP };
    Connections.of(source)._add(
      { ...peer, _server: place.parent.pool.system },
      { purpose: 'syncoid', keyPath: 'replicateTo' },
    );
  }
  source.pool._replications.push({
    source,
    target: place.target,
    interval: props.interval,
    dataset: place.dataset,
    parent: place.parent,
    sameHost: place.sameHost,
    props,
    command: {
      target: place.target,
      ...(props.recursive === false ? {} : { recursive: true }),
      ...(key !== undefined ? { sshKey: key } : {}),
      ...(sendOptions ? { sendOptions } : {}),
      recvOptions: props.recvOptions ?? 'u',
      ...(args.length > 0 ? { extraArgs: args } : {}),
    },
  });
  if (props.sshPublicKey !== undefined) makeReady(source, place.parent!, user, props.sshPublicKey);
}

function inEstate(source: Parent, parent: Parent, user: string, props: ZfsReplicationProps): Place {
  const dataset = `${parent.zfsName}/${props.targetName ?? source.zfsName.split('/').pop()!}`;
  const host = parent.pool.system;
  const sameHost = host === source.pool.system;
  const target = sameHost ? dataset : `${user}@${props.address ?? host.systemName}:${dataset}`;
  return { dataset, target, parent, sameHost };
}

function elsewhere(target: string, refuse: Refuse): Place {
  const match = /^(?:([^\s:/]+):)?([A-Za-z][A-Za-z0-9_.-]*(?:\/[A-Za-z0-9_.:-]+)*)$/.exec(String(target));
  if (!match) {
    return refuse(
      'ZFS_REPLICATION_TARGET',
      `"${String(target)}" is no target`,
      "give a pool or dataset of the estate, 'pool/dataset' or 'user@host:pool/dataset'",
    );
  }
  return { dataset: match[2]!, target, parent: undefined, sameHost: match[1] === undefined };
}

function checkPlace(source: Parent, { dataset, target, parent, sameHost }: Place, refuse: Refuse): void {
  if (sameHost && (dataset === source.zfsName || dataset.startsWith(`${source.zfsName}/`))) {
    refuse(
      'ZFS_REPLICATION_INTO_ITSELF',
      `${source.zfsName} would be received in ${dataset}, which is part of it`,
      'give a target in another pool, or beside it',
    );
  }
  if (parent?.pool._nodes.has(dataset)) {
    refuse(
      'ZFS_REPLICATION_OVER_DATASET',
      `${dataset} is a dataset of its own`,
      'give another name below the target: targetName',
      'targetName',
      'what it holds would be replaced',
    );
  }
  if (source.zfsName.includes(':') || (sameHost && dataset.includes(':'))) {
    refuse('ZFS_REPLICATION_COLON', 'syncoid takes what stands before a colon for a host', 'use names without a colon');
  }
  if (source.pool._replications.some((other) => other.source === source && other.target === target)) {
    refuse('ZFS_REPLICATION_TWICE', `${source.zfsName} is sent to ${target} twice`, 'leave one out');
  }
}

function checkedKey(props: ZfsReplicationProps, refuse: Refuse): unknown {
  const { sshKey } = props;
  if (sshKey === undefined) return undefined;
  if (typeof sshKey !== 'object' || sshKey === null || sshKey.path === undefined) {
    refuse(
      'ZFS_SSH_KEY',
      'the SSH key is no secret',
      "give a secret construct, or SecretFile.at('/run/keys/NAME')",
      'sshKey',
    );
  }
  if (typeof sshKey.path === 'string' && !/^\/(run|etc)\//.test(sshKey.path)) {
    refuse(
      'ZFS_SSH_KEY_HIDDEN',
      `syncoid cannot see ${sshKey.path}`,
      'put the key below /run or /etc',
      'sshKey',
      'NixOS runs syncoid in a root folder of its own, with only /run, /etc and the store in it',
    );
  }
  return sshKey.path;
}

function checkPublicKey(key: string, { parent, sameHost }: Place, refuse: Refuse): void {
  if (!parent || sameHost) {
    refuse('ZFS_REPLICATION_KEY', 'there is no other host to give the public key to', 'leave it out', 'sshPublicKey');
  }
  if (!/^(ssh-(ed25519|rsa)|ecdsa-sha2-\S+|sk-\S+) [A-Za-z0-9+/=]+( .*)?$/.test(key)) {
    refuse(
      'ZFS_REPLICATION_KEY',
      'what was given is no public SSH key',
      "give the line of the .pub file: 'ssh-ed25519 AAAA…'",
      'sshPublicKey',
    );
  }
}

/** Let the source's host log in on the target's, and receive there. */
function makeReady(source: Parent, target: Parent, user: string, publicKey: string): void {
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
