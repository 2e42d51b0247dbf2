import { diskoHosts } from './disko-devices';
import { IRule, Severity } from '../../app';
import { isPlainSet } from '../../app/option-tree';
import { Expr } from '../../nix';

export const diskoOptionNotString: IRule = {
  code: 'DISKO_OPTION_NOT_STRING',
  severity: Severity.ERROR,
  title: 'Properties of pools and datasets are given to disko as strings',
  reason: 'disko passes them to zpool and zfs as they are, and its options take strings alone',
  source: 'disko: zpool.options, rootFsOptions and datasets.<name>.options, attribute sets of strings',
  breaks: `
const tank = { options: { ashift: 12, autotrim: true }, datasets: {} };
const content = { type: 'gpt', partitions: { zfs: { size: '100%', content: { type: 'zfs', pool: 'tank' } } } };
const disk = { main: { device: '/dev/disk/by-id/nvme-NOT_STRING', content } };
const options = {
  boot: { zfs: { forceImportRoot: false } },
  services: { zfs: { autoScrub: { enable: true } } },
  disko: { devices: { disk, zpool: { tank } } },
};
new Host(app, 'not-string', { ...machine, options });
`,
  holds: `
const tank = { options: { ashift: '12', autotrim: 'on' }, datasets: {} };
const content = { type: 'gpt', partitions: { zfs: { size: '100%', content: { type: 'zfs', pool: 'tank' } } } };
const disk = { main: { device: '/dev/disk/by-id/nvme-NOT_STRING', content } };
const options = {
  boot: { zfs: { forceImportRoot: false } },
  services: { zfs: { autoScrub: { enable: true } } },
  disko: { devices: { disk, zpool: { tank } } },
};
new Host(app, 'not-string', { ...machine, options });
`,
  check(estate, report) {
    for (const { pools } of estate._table(diskoHosts)) {
      for (const { raw, owner, name, tree, keyPath } of pools) {
        if (!raw) continue;
        const groups: [string, unknown][] = [
          [`${keyPath}.options`, tree.options],
          [`${keyPath}.rootFsOptions`, tree.rootFsOptions],
        ];
        for (const [dataset, one] of Object.entries(isPlainSet(tree.datasets) ? tree.datasets : {})) {
          if (isPlainSet(one)) groups.push([`${keyPath}.datasets.${JSON.stringify(dataset)}.options`, one.options]);
        }
        const wrong = groups.flatMap(([at, group]) =>
          Object.entries(isPlainSet(group) ? group : {})
            .filter(([, value]) => typeof value !== 'string' && !Expr.isExpr(value))
            .map(([key, value]) => ({ at: `${at}.${key}`, key, value })),
        );
        const [first, ...others] = wrong;
        if (!first) continue;
        report.found(owner, {
          message: `${wrong.map(({ key, value }) => `${key} = ${JSON.stringify(value)}`).join(', ')} of the pool ${name} ${wrong.length === 1 ? 'is no string' : 'are no strings'}`,
          keyPath: first.at,
          mend: `write ${wrong.map(({ key, value }) => `${key} = "${asText(value)}"`).join(', ')}`,
          also: others.map(({ at }) => ({ path: owner.node.path, keyPath: at })),
        });
      }
    }
  },
};

function asText(value: unknown): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}
