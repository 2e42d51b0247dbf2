import { zfsHosts } from './host-facts';
import { Estate } from '../../app';
import { Host } from '../../hosts';
import { ZfsPool } from '../zfs-pool';
import type { Replication } from '../zfs-replicate';

/** A replication, with where it leads as far as the estate knows. */
export interface ReplicationFact {
  readonly replication: Replication;
  readonly from: Host;
  /** The host that receives, where it is one of the estate. */
  readonly to: Host | undefined;
  /** Who logs in there; undefined where it stays on the host. */
  readonly user: string | undefined;
  /** The pool that receives, where it is one of the estate. */
  readonly pool: ZfsPool | undefined;
  /** The dataset that is received, and where: the same for two replications into one dataset. */
  readonly place: string;
  /** Below the received dataset what is received too, as far as it is declared. */
  readonly below: readonly string[];
}

/** All replications of all pools. */
export function replications(estate: Estate): readonly ReplicationFact[] {
  const hosts = zfsHosts(estate);
  if (!hosts.some(({ pools }) => pools.some(({ _replications: sent }) => sent.length > 0))) return [];
  const pools = new Map<Host, Map<string, ZfsPool>>();
  for (const zfs of hosts) pools.set(zfs.host, new Map(zfs.pools.map((pool) => [pool.poolName, pool])));
  const byName = new Map<string, Host>();
  for (const host of estate._all(Host.isHost)) {
    for (const name of [host.systemName, ...host.addresses]) byName.set(name, host);
  }
  const names = new Map<Host, string>();
  return hosts.flatMap(({ host: from, pools: sources }) =>
    sources.flatMap((source) =>
      source._replications.map((replication): ReplicationFact => {
        const { target, dataset, parent, sameHost } = replication;
        const [, user, name] = (!sameHost && /^(?:([^@:]+)@)?([^:]+):/.exec(target)) || [];
        const to = sameHost ? from : ((parent?.pool.system as Host | undefined) ?? byName.get(name ?? ''));
        const pool = to && pools.get(to)?.get(dataset.split('/')[0]!);
        let at = to ? names.get(to) : name;
        if (to && at === undefined) names.set(to, (at = to.node.path));
        const below = replication.props.recursive === false ? [] : belowOf(replication);
        return { replication, from, to, user: sameHost ? undefined : (user ?? 'root'), pool, place: `${at}:`, below };
      }),
    ),
  );
}

function belowOf({ source, dataset }: Replication): string[] {
  const start = `${source.zfsName}/`;
  return [...source.pool._nodes.keys()]
    .filter((name) => name.startsWith(start))
    .map((name) => `${dataset}/${name.slice(start.length)}`);
}
