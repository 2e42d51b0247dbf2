import { linesOf } from '../app/lines';
import { shellWord } from '../app/shell';
import { Expr, Nix } from '../nix';
import { ZfsDataset } from './zfs-dataset';
import type { ZfsPool } from './zfs-pool';
import { ZfsApply } from './zfs-pool-props';
import type { ZfsZvol } from './zfs-zvol';

/** Properties that cannot be changed later, or not without unmounting what is in use. */
const FIXED = new Set([
  'canmount',
  'casesensitivity',
  'encryption',
  'keyformat',
  'keylocation',
  'normalization',
  'pbkdf2iters',
  'utf8only',
  'volblocksize',
]);
/** Properties of a pool that can be changed at any time. */
const POOL_CHANGEABLE = ['autotrim', 'autoexpand', 'autoreplace', 'failmode', 'comment', 'listsnapshots'];

/** The unit that brings a pool to what is declared; undefined where nothing is asked for. */
export function applyUnit(pool: ZfsPool, poolOptions: Record<string, string>): Record<string, any> | undefined {
  const apply = pool._props.apply ?? ZfsApply.NOTHING;
  if (apply === ZfsApply.NOTHING) return undefined;
  const nodes = [...pool._nodes.values()].sort((a, b) => (a.zfsName < b.zfsName ? -1 : 1));
  const poolChanges = POOL_CHANGEABLE.filter((name) => poolOptions[name] !== undefined).map(
    (name) => `zpool set ${shellWord(`${name}=${poolOptions[name]}`)} ${pool.poolName} || failed=1`,
  );
  const lines: (string | Expr)[] = [
    ...poolChanges,
    ...changes(pool.zfsName, pool._rootValues),
    ...nodes.flatMap((node) => [
      ...(apply === ZfsApply.CREATE ? creation(node) : []),
      ...changes(node.zfsName, node._values),
    ]),
  ];
  if (lines.length === 0) return undefined;
  const mounts = pool._datasets.filter(({ _mount: mount }) => mount.hasEntry && !mount.atBoot);
  const units = mounts.map(({ mountPoint }) => `${unitName(mountPoint!)}.mount`);
  return {
    [`zfs-apply-${pool.poolName}`]: {
      description: `Bring the pool ${pool.poolName} to what is declared`,
      wantedBy: ['zfs.target', ...units],
      after: [`zfs-import-${pool.poolName}.service`],
      before: ['zfs-mount.service', ...units],
      unitConfig: { DefaultDependencies: false },
      serviceConfig: { Type: 'oneshot', RemainAfterExit: true },
      path: [Nix.ref('config.boot.zfs.package')],
      script: linesOf(['failed=0', ...lines, 'exit $failed']),
    },
  };
}

/** Create a dataset or zvol where there is none. What has a key that must be typed in is left to its owner. */
function creation(node: ZfsDataset | ZfsZvol): (string | Expr)[] {
  const { encryption } = node._props;
  if (encryption && !encryption.keyFile) return [];
  const options = creationOptions(node);
  const dataset = ZfsDataset.isZfsDataset(node);
  const shape = dataset ? '-u ' : `${node._props.sparse ? '-s ' : ''}-V ${node.size} `;
  const start = `zfs list ${node.zfsName} > /dev/null 2>&1 || zfs create -p ${shape}`;
  const parts = [start, ...options, `${node.zfsName} || failed=1`];
  return parts.every((part) => typeof part === 'string') ? [parts.join('')] : [Nix.str(parts)];
}

function creationOptions(node: ZfsDataset | ZfsZvol): any[] {
  const mountpoint = ZfsDataset.isZfsDataset(node) ? node._mount.property : undefined;
  const values = { ...(mountpoint !== undefined ? { mountpoint } : {}), ...node._values };
  return Object.entries(values).flatMap(([name, value]) =>
    Expr.isExpr(value) ? [`-o ${name}="`, value, '" '] : [`-o ${shellWord(`${name}=${value}`)} `],
  );
}

function changes(zfsName: string, values: Record<string, any>): string[] {
  const words = Object.entries(values).flatMap(([name, value]) =>
    FIXED.has(name) ? [] : [shellWord(`${name}=${value}`)],
  );
  return words.length > 0 ? [`zfs set ${words.join(' ')} ${zfsName} || failed=1`] : [];
}

/** The name of a path's unit, as systemd-escape(1) makes it. */
function unitName(path: string): string {
  return path
    .replace(/^\/+/, '')
    .replace(/[^A-Za-z0-9:_./]|^\./g, (char) =>
      [...Buffer.from(char)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join(''),
    )
    .replace(/\//g, '-');
}
