import { contestedMounts } from './contested-mounts';
import { mayMerge } from './merged-strings';
import { Overlap, overlaps, Overlapping } from './overlaps';
import { Severity } from '../../app';
import { isPlainSet } from '../../app/option-tree';
import type { IRule } from '../../app/rules/rule';
import { Expr } from '../../nix';
import { formatKeyPath } from '../../nix/error';

export const optionConflict: IRule = {
  code: 'OPTION_CONFLICT',
  severity: Severity.ERROR,
  title: 'An option with one value is set to one, or one goes before the others',
  reason: 'of definitions with the same priority the module system takes none, and stops the evaluation',
  source: 'NixOS: "The option … has conflicting definition values"; lib.types, mergeEqualOption',
  breaks: `
const host = new Host(app, 'quarrel', { ...machine });
new NixModule(host, 'desk', { options: { services: { logind: { lidSwitch: 'suspend' } } } });
new NixModule(host, 'shelf', { options: { services: { logind: { lidSwitch: 'ignore' } } } });
`,
  holds: `
const host = new Host(app, 'quarrel', { ...machine });
new NixModule(host, 'desk', { options: { services: { logind: { lidSwitch: Nix.mkDefault('suspend') } } } });
new NixModule(host, 'shelf', { options: { services: { logind: { lidSwitch: 'ignore' } } } });
`,
  check(estate, report) {
    const contested = estate._table(contestedMounts);
    for (const overlap of estate._table(overlaps)) {
      const points = contested.get(overlap.system);
      if (points && overlap.path.some((segment) => points.has(segment))) continue;
      const [one, other] = conflictIn(overlap) ?? [];
      if (!one || !other) continue;
      const keyPath = formatKeyPath(overlap.path);
      report.found(other.owner, {
        message: `${keyPath} of ${overlap.system.systemName} is set to ${shown(other.value)}, and ${one.owner.node.path} sets it to ${shown(one.value)}`,
        keyPath,
        mend: `leave one of them out, or let one go before the other: Nix.mkForce(${shown(other.value)}), or Nix.mkDefault in the one that gives way`,
        related: [one.owner],
      });
    }
  },
};

/** Two definitions of the priority that is taken, of which the module system can take only one. */
function conflictIn({ path, definitions }: Overlap): [Overlapping, Overlapping] | undefined {
  const lowest = Math.min(...definitions.map(({ priority }) => priority));
  const taken = definitions.filter(({ priority, value }) => priority === lowest && !Expr.isExpr(value));
  const name = path[path.length - 1]!;
  const [first] = taken;
  if (!first || taken.length < 2) return undefined;
  const other = taken.find(({ value }) => differs(first.value, value, name));
  return other && [first, other];
}

function differs(one: unknown, other: unknown, name: string): boolean {
  const kinds = [kindOf(one), kindOf(other)];
  if (kinds[0] !== kinds[1]) return true;
  if (kinds[0] === 'list' || kinds[0] === 'set') return false;
  return kinds[0] === 'string' ? one !== other && !mayMerge(name) : one !== other;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  if (isPlainSet(value)) return 'set';
  return value === null ? 'null' : typeof value;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isPlainSet(value)) return 'a set';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
