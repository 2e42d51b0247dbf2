import { IConstruct } from 'constructs';
import { Home, homes } from './facts/homes';
import { Severity, SystemKind } from '../../app';
import { reveal } from '../../app/definitions/reveal';
import { isPlainSet } from '../../app/option-tree';
import type { IRule } from '../../app/rules/rule';
import { Expr } from '../../nix';
import { formatKeyPath } from '../../nix/error';

export const homeValuesDiffer: IRule = {
  code: 'HOME_VALUES_DIFFER',
  severity: Severity.ERROR,
  title: 'Profiles that come together in one home agree',
  reason: 'of two values with the same priority the module system takes neither, and stops the evaluation',
  source: 'home-manager: "The option … has conflicting definition values"',
  breaks: `
const desk = new HomeManagerProfile(app, 'desk', { stateVersion: '25.11', programs: { tmux: { baseIndex: 1 } } });
const sofa = new HomeManagerProfile(app, 'sofa', { programs: { tmux: { baseIndex: 0 } } });
const user = new Host(app, 'livingroom', { ...machine }).addUser('ada');
for (const profile of [desk, sofa]) profile.attachTo(user);
`,
  holds: `
const desk = new HomeManagerProfile(app, 'desk', { stateVersion: '25.11', programs: { tmux: { baseIndex: 1 } } });
const sofa = new HomeManagerProfile(app, 'sofa', { programs: { tmux: { baseIndex: Nix.mkForce(0) } } });
const user = new Host(app, 'livingroom', { ...machine }).addUser('ada');
for (const profile of [desk, sofa]) profile.attachTo(user);
`,
  check(estate, report) {
    for (const home of estate._table(homes)) {
      // The modules of a standalone home are those of one System, which OPTION_CONFLICT looks at.
      if (home.system.kind === SystemKind.HOME) continue;
      for (const { path, one, other } of conflicts(home)) {
        const keyPath = formatKeyPath(path);
        report.found(other.owner, {
          // Whether a text is one of those that are put together is not known for every option.
          severity: typeof other.value === 'string' ? Severity.WARNING : undefined,
          message: `${keyPath} is ${JSON.stringify(other.value)} here and ${JSON.stringify(one.value)} in ${one.owner.node.path}, and the home of ${home.name} has both`,
          keyPath,
          mend: 'leave one of them out, or let one go before the other: Nix.mkForce, or Nix.mkDefault in the one that gives way',
          related: [one.owner],
          cause: `${keyPath} ${one.owner.node.path} ${other.owner.node.path}`,
        });
      }
    }
  },
};

interface Entry {
  readonly owner: IConstruct;
  readonly roots: ReadonlySet<IConstruct>;
  readonly value: unknown;
  readonly priority: number;
}

interface Conflict {
  readonly path: readonly string[];
  readonly one: Entry;
  readonly other: Entry;
}

/** Texts that home-manager puts together where several set them. */
const TEXTS = /extra|init|config|commands?$|text|style|css|lines|rc$|profile|hook|script|source|content|onChange/i;

function conflicts(home: Home): Conflict[] {
  const roots = new Set([...home.parts.values()].flatMap((part) => [...part.roots]));
  if (roots.size < 2) return [];
  const found: Conflict[] = [];
  const entries = [...home.parts.values()].flatMap((part) =>
    part.definitions.map(({ owner, tree }) => ({ owner, roots: part.roots, value: tree, priority: 100 })),
  );
  walk(entries, [], found);
  return found;
}

function walk(entries: readonly Entry[], path: readonly string[], found: Conflict[]): void {
  const byKey = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const [key, value] of Object.entries(entry.value as Record<string, unknown>)) {
      if (value === undefined || (path.length === 0 && (key === 'imports' || key === 'config'))) continue;
      const same = byKey.get(key);
      if (same) same.push({ ...entry, value });
      else byKey.set(key, [{ ...entry, value }]);
    }
  }
  for (const [key, several] of byKey) {
    if (several.length < 2 || (path[0] === 'home' && key === 'stateVersion')) continue;
    const at = [...path, key];
    const seen = several.flatMap((entry) =>
      reveal(entry.value).flatMap(({ value, priority, conditional }) =>
        conditional ? [] : [{ ...entry, value, priority: entry.priority === 100 ? priority : entry.priority }],
      ),
    );
    const sets = seen.filter(({ value }) => isPlainSet(value));
    if (sets.length > 1) walk(sets, at, found);
    const conflict = scalarConflict(seen, key);
    if (conflict) found.push({ path: at, ...conflict });
  }
}

/** Two plain values that the module system would have to choose between, from parts that know nothing of one another. */
function scalarConflict(seen: readonly Entry[], key: string): Omit<Conflict, 'path'> | undefined {
  const least = Math.min(...seen.map(({ priority }) => priority));
  const scalars = seen.filter(({ value, priority }) => priority === least && isScalar(value, key));
  for (const other of scalars.slice(1)) {
    const one = scalars.find(
      ({ value, roots }) => typeof value === typeof other.value && value !== other.value && apart(roots, other.roots),
    );
    if (one && one !== other) return { one, other };
  }
  return undefined;
}

function isScalar(value: unknown, key: string): boolean {
  if (Expr.isExpr(value)) return false;
  if (typeof value === 'boolean' || typeof value === 'number') return true;
  return typeof value === 'string' && !value.includes('\n') && !TEXTS.test(key);
}

/** Within one profile and those it builds on, the conflict is the profile's own, and told of it. */
function apart(one: ReadonlySet<IConstruct>, other: ReadonlySet<IConstruct>): boolean {
  return ![...one].some((root) => other.has(root));
}
