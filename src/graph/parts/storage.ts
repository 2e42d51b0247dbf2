import { Estate } from '../../app';
import { Backup } from '../../services';
import { ZfsDataset, ZfsPool, ZfsZvol } from '../../storage';
import { DiskLayout } from '../../storage/disk-layout';
import { GraphBuilder } from '../builder';

/** Pools with their datasets, what disko lays out, and where copies go. */
export function addStorage(builder: GraphBuilder, estate: Estate): void {
  const pools = estate._all(ZfsPool.isZfsPool);
  for (const pool of pools) addPool(builder, pool);
  for (const layout of estate._all(DiskLayout._isDiskLayout)) {
    const parent = builder.of(layout.machine);
    if (parent === undefined || layout.mountPoints.length === 0) continue;
    const id = layout.node.path;
    builder.node({ id, kind: 'disk', topic: 'storage', label: layout.node.id, parent }, layout);
    for (const label of layout.mountPoints) {
      builder.node({ id: `${id}#${label}`, kind: 'mount', topic: 'storage', label, parent: id });
    }
  }
  for (const pool of pools) {
    for (const { source, parent, target } of pool._replications) {
      const from = builder.of(source);
      const to = parent ? builder.of(parent) : elsewhere(builder, target);
      if (from !== undefined && to !== undefined) builder.edge('copies', from, to);
    }
  }
  for (const backup of estate._all(Backup.isBackup)) addBackup(builder, backup);
}

function addPool(builder: GraphBuilder, pool: ZfsPool): void {
  const parent = builder.of(pool.system);
  const id = pool.node.path;
  const facts = ['pool of ZFS', ...vdevs(pool), pool.encrypted && 'encrypted', pool.mountPoint];
  builder.node({ id, kind: 'pool', topic: 'storage', label: pool.poolName, facts, parent }, pool);
  for (const node of pool._nodes.values()) {
    const label = node._relativeName;
    if (ZfsZvol.isZfsZvol(node)) {
      const told = { id: node.node.path, kind: 'volume', topic: 'storage', label, facts: [node.size] } as const;
      builder.node({ ...told, parent: id }, node);
    } else {
      addDataset(builder, node, id);
    }
  }
}

function addDataset(builder: GraphBuilder, dataset: ZfsDataset, parent: string): void {
  builder.node(
    {
      id: dataset.node.path,
      kind: 'dataset',
      topic: 'storage',
      label: dataset._relativeName,
      facts: [dataset.mountPoint, dataset.encrypted && !dataset.pool.encrypted && 'encrypted'],
      parent,
    },
    dataset,
  );
}

/** `raidz1 of 3 disks`, with what the others are for. */
function vdevs(pool: ZfsPool): string[] {
  return (pool._topology?.vdevs ?? []).map(({ role, mode, members }) => {
    const disks = `${members.length} disk${members.length === 1 ? '' : 's'}`;
    return `${role === 'data' ? '' : `${role}: `}${mode ? `${mode} of ` : ''}${disks}`;
  });
}

function addBackup(builder: GraphBuilder, backup: Backup): void {
  const { repository } = backup._props;
  const system = builder.of(backup.system);
  const location = repository._location;
  if (system === undefined || typeof location !== 'string') return;
  const to = elsewhere(builder, location.replace(/^rest:/, ''), 'a repository of restic');
  const datasets = backup._items.flatMap(({ dataset }) => (dataset ? [builder.of(dataset)] : []));
  for (const from of datasets.length > 0 ? datasets : [system]) {
    if (from !== undefined) builder.edge('copies', from, to);
  }
}

/** A place outside of the estate, for copies. */
function elsewhere(builder: GraphBuilder, place: string, fact?: string): string {
  return builder.node({
    id: `#copies:${place}`,
    kind: 'external',
    topic: 'storage',
    label: place,
    facts: [fact ?? 'outside of the estate'],
  });
}
