/** Random definitions of a catalogue's options, right ones and wrong ones. The same seed makes the same. */
import { CatalogueNode } from '../../src/options/catalogue';
import { isPlaceholder, TreeCatalogue } from '../../src/options/catalogue-tree';
import { OptionType } from '../../src/options/type/option-type';

/** Numbers from 0 to 1 that only the seed decides (Lehmer's generator). */
export function randomFrom(seed: number): () => number {
  const modulus = 2 ** 31 - 1;
  let state = (Math.abs(Math.trunc(seed)) * 7919 + 12345) % modulus;
  return () => {
    state = (state * 48271) % modulus;
    return state / modulus;
  };
}

interface Spot {
  readonly path: readonly string[];
  readonly node: CatalogueNode;
}

const STRINGS = [
  '',
  ' ',
  '\n',
  'a',
  'foo bar',
  'a\nb',
  'line\n',
  '/',
  '/etc/x',
  '/etc/x/',
  '/a:b',
  'rel/path',
  '0',
  '80',
  'true',
  'null',
  'auto',
  'example.org',
  'nginx.service',
  'deadbeef',
  '12:30',
  '755',
  '#123456',
  'https://example.org/',
  'ünï',
  '${x}',
  '/nix/store/00000000000000000000000000000000-x',
];
const NUMBERS = [
  0, 1, -1, 2, 7, 16, 80, 255, 256, 300, 399, 400, 65535, 65536, 2147483647, 2147483648, -20, 0.5, -0.25, 1.5, 100.25,
];

/** Makes definitions: each a whole module, of one option or of a few. */
export class RandomDefinitions {
  private readonly byType = new Map<string, Spot[]>();
  private readonly types: string[];
  private readonly readOnly: Spot[] = [];

  constructor(
    catalogue: TreeCatalogue,
    private readonly random: () => number,
  ) {
    catalogue.forEach((path, node) => {
      // What a description calls a submodule, and nothing stands below, is not known.
      if (path.some((part) => part.startsWith('<') && part.includes(' '))) return;
      if (node.readOnly) this.readOnly.push({ path, node });
      const spots = this.byType.get(node.typeText!);
      if (spots) spots.push({ path, node });
      else this.byType.set(node.typeText!, [{ path, node }]);
    });
    this.types = [...this.byType.keys()];
  }

  /** One definition. */
  public next(): Record<string, unknown> {
    const several = this.random() < 0.15 ? 1 + this.below(4) : 1;
    const tree: Record<string, unknown> = {};
    for (let i = 0; i < several; i++) {
      const made = this.one();
      merge(tree, made);
    }
    return tree;
  }

  /** A definition of one option: every kind of type as often as any other. */
  private one(): Record<string, unknown> {
    const readOnly = this.readOnly.length > 0 && this.random() < 0.04;
    const spot = this.pick(readOnly ? this.readOnly : this.byType.get(this.pick(this.types))!);
    const kind = this.random();
    if (kind < 0.45) return this.place(spot, this.valid(spot.node.type!, spot.node, 3));
    if (kind < 0.6) return this.place(spot, this.nearMiss(spot.node.type!, spot.node, 3));
    if (kind < 0.8) return this.place(spot, this.anyValue(3));
    if (kind < 0.93) return this.misspelt(spot);
    return this.cutShort(spot);
  }

  /** A definition at the path of an option, names in place of its placeholders. */
  private place(spot: Spot, value: unknown): Record<string, unknown> {
    return this.wrap(spot.path, this.maybeWrapped(value, spot.node.type!)) as Record<string, unknown>;
  }

  private wrap(path: readonly string[], value: unknown): unknown {
    return path.reduceRight<unknown>((inner, part) => {
      if (part === '*') return this.random() < 0.8 ? [inner] : [inner, inner];
      const name = isPlaceholder(part) ? this.name() : part;
      return { [name]: this.random() < 0.03 ? { _type: 'if', condition: true, content: inner } : inner };
    }, value);
  }

  private misspelt(spot: Spot): Record<string, unknown> {
    const path = [...spot.path];
    const at = this.below(path.length);
    const part = path[at]!;
    if (part === '*' || isPlaceholder(part)) path.splice(at, 1);
    else if (this.random() < 0.3) path.splice(at + 1, 0, this.name());
    else path[at] = this.random() < 0.5 ? `${part}x` : part.slice(1) || 'x';
    const value = this.random() < 0.3 ? {} : this.valid(spot.node.type!, spot.node, 2);
    const made = this.wrap(path, value);
    return isSet(made) ? made : {};
  }

  /** Something else than a set in place of a namespace, or of part of the way. */
  private cutShort(spot: Spot): Record<string, unknown> {
    const length = 1 + this.below(spot.path.length);
    const made = this.wrap(spot.path.slice(0, length), this.anyValue(1));
    return isSet(made) ? made : {};
  }

  private maybeWrapped(value: unknown, type: OptionType): unknown {
    const kind = this.random();
    if (kind < 0.04) return { _type: 'if', condition: true, content: value };
    if (kind < 0.08) return { _type: 'override', priority: 50, content: value };
    if (kind < 0.1) return { _type: 'merge', contents: [value] };
    // nixpkgs' lib of 26.11 breaks down where the definition of a submodule is ordered.
    if (kind < 0.12 && !isSet(value) && !JSON.stringify(type).includes('"submodule"')) {
      return { _type: 'order', priority: 500, content: value };
    }
    return value;
  }

  /** A value that the type takes, as far as a generator can make one. */
  private valid(type: OptionType, node: CatalogueNode | undefined, depth: number): unknown {
    switch (type.kind) {
      case 'boolean':
        return this.random() < 0.5;
      case 'integer': {
        const [min, max] = [type.min ?? -1000, type.max ?? (type.min ?? 0) + 1000];
        return this.random() < 0.3 ? this.pick([min, max]) : min + this.below(max - min + 1);
      }
      case 'float':
        return this.below(100) + 0.5;
      case 'number':
        return this.random() < 0.5 ? (type.min ?? 1) : (type.min ?? 0) + 0.25;
      case 'string':
        return type.pattern === undefined ? this.pick(STRINGS) : this.matching(type.pattern);
      case 'path':
        return type.absolute === false
          ? 'rel/path'
          : this.pick(['/', '/etc/x', '/nix/store/00000000000000000000000000000000-x']);
      case 'enum':
        return this.pick(type.values);
      case 'nullOr':
        return this.random() < 0.3 ? null : this.valid(type.of, node, depth);
      case 'list':
        return this.many(depth, type.nonEmpty ? 1 : 0, () => this.valid(type.of, node?.item, depth - 1));
      case 'attrs':
        return this.set(depth, () => this.valid(type.of, node?.any, depth - 1));
      case 'submodule':
        return this.submodule(type, node, depth);
      case 'tagged': {
        const name = this.pick(type.choices ?? node?.names ?? ['x']);
        const child = node?.child(name);
        return { [name]: child?.type ? this.valid(child.type, child, depth - 1) : 1 };
      }
      case 'either':
        return this.valid(this.pick(type.of), node, depth);
      case 'coerced':
        return this.random() < 0.5 ? this.valid(type.from, undefined, depth) : this.valid(type.to, node, depth);
      case 'tuple':
        return type.of.map((of) => this.valid(of, undefined, depth - 1));
      case 'named':
        return this.valid(type.of, node, depth);
      case 'set':
        return this.set(depth, () => this.anyValue(depth - 1));
      case 'value': {
        const kind = depth > 0 ? this.random() : 1;
        if (type.sets && kind < 0.3) return this.set(depth, () => this.valid(type, undefined, depth - 1));
        if (type.lists && kind < 0.5) return this.many(depth, 0, () => this.valid(type, undefined, depth - 1));
        return type.nullable && this.random() < 0.1 ? null : this.valid(this.pick(type.scalars), undefined, depth);
      }
      case 'module':
        return {};
      default:
        return this.anyValue(depth);
    }
  }

  private submodule(type: OptionType & { kind: 'submodule' }, node: CatalogueNode | undefined, depth: number): unknown {
    const set: Record<string, unknown> = {};
    if (depth >= 0 && node && node.names.length > 0) {
      for (let i = this.below(4); i > 0; i--) {
        let at: CatalogueNode = node;
        const path: string[] = [];
        do {
          const name = this.pick(at.names);
          path.push(name);
          at = at.child(name)!;
        } while (!at.type && at.names.length > 0);
        if (at.type) merge(set, this.wrap(path, this.valid(at.type, at, depth - 1)) as Record<string, unknown>);
      }
    }
    if (type.freeform && this.random() < 0.5) {
      const more = this.valid(type.freeform, node, depth - 1);
      if (isSet(more)) for (const name of Object.keys(more)) if (!node?.child(name)) set[name] = more[name];
    }
    return set;
  }

  /** A value like those that the type takes, but for something small. */
  private nearMiss(type: OptionType, node: CatalogueNode | undefined, depth: number): unknown {
    switch (type.kind) {
      case 'integer':
        return this.pick([(type.min ?? 0) - 1, (type.max ?? 0) + 1, type.min ?? 0, type.max ?? 1, 0.5, '1']);
      case 'number':
        return this.pick([(type.min ?? 0) - 0.5, (type.max ?? 0) + 0.5, type.min ?? 0, type.max ?? 1]);
      case 'float':
        return this.pick([1, '1.0', 0.5]);
      case 'string':
        return this.random() < 0.7 ? this.pick(STRINGS) : this.pick(NUMBERS);
      case 'path':
        return this.pick(STRINGS);
      case 'enum':
        return this.pick([
          ...type.values.map((one) => (typeof one === 'string' ? `${one}x` : one)),
          0,
          1,
          true,
          null,
          'x',
        ]);
      case 'nullOr':
      case 'named':
        return this.nearMiss(type.of, node, depth);
      case 'list':
        return this.pick([
          () => [],
          () => this.many(depth, 1, () => this.nearMiss(type.of, node?.item, depth - 1)),
          () => this.valid(type.of, node?.item, depth - 1),
        ])();
      case 'attrs':
        return this.random() < 0.8 ? this.set(depth, () => this.nearMiss(type.of, node?.any, depth - 1)) : [];
      case 'either':
        return this.nearMiss(this.pick(type.of), node, depth);
      case 'coerced':
        return this.random() < 0.5 ? this.nearMiss(type.to, node, depth) : this.nearMiss(type.from, undefined, depth);
      case 'value':
        return this.set(depth, () => this.pick([this.anyValue(1), this.valid(type, undefined, 1)]));
      case 'tuple':
        return [...type.of.map((of) => this.valid(of, undefined, 1)), 1].slice(this.below(2));
      case 'submodule': {
        const set = this.submodule(type, node, depth) as Record<string, unknown>;
        if (this.random() < 0.5) set[this.name()] = this.anyValue(1);
        return set;
      }
      case 'tagged':
        return this.pick([{}, { a: 1, b: 2 }, { [type.choices?.[0] ?? 'x']: 1 }]);
      default:
        return this.anyValue(depth);
    }
  }

  private anyValue(depth: number): unknown {
    const kind = this.random();
    if (depth > 0 && kind < 0.12) return this.many(depth, 0, () => this.anyValue(depth - 1));
    if (depth > 0 && kind < 0.24) return this.set(depth, () => this.anyValue(depth - 1));
    if (kind < 0.55) return this.pick(STRINGS);
    if (kind < 0.8) return this.pick(NUMBERS);
    return this.pick([true, false, null, [], {}]);
  }

  private many(depth: number, least: number, make: () => unknown): unknown[] {
    return Array.from({ length: depth > 0 ? Math.max(least, this.below(3)) : least }, make);
  }

  private set(depth: number, make: () => unknown): Record<string, unknown> {
    const set: Record<string, unknown> = {};
    for (let i = depth > 0 ? this.below(3) : 0; i > 0; i--) set[this.name()] = make();
    return set;
  }

  /** A string that a pattern may take: those that real patterns of the catalogues are after. */
  private matching(pattern: string): string {
    const samples = [
      ...STRINGS,
      '12:30',
      'a@b',
      '2024-01-01',
      '0123abcd',
      'multi-user.target',
      '0700',
      '1d',
      '10GiB',
      'ab:cd',
    ];
    const digits = pattern.match(/[a-z|]+/)?.[0]?.split('|')[0];
    return this.random() < 0.2 && digits ? digits : this.pick(samples);
  }

  private name(): string {
    return this.pick(['a', 'b', 'foo', 'bar', 'my name', 'x.y', '0', 'enable', 'constructor', '__proto__x']);
  }

  private below(limit: number): number {
    return Math.floor(this.random() * limit);
  }

  private pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }
}

function isSet(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Put one tree into another; where both say something, the first one does. */
function merge(into: Record<string, unknown>, from: Record<string, unknown>): void {
  for (const name of Object.keys(from)) {
    const [ours, theirs] = [Object.prototype.hasOwnProperty.call(into, name) ? into[name] : undefined, from[name]];
    if (ours === undefined) into[name] = theirs;
    else if (isSet(ours) && isSet(theirs) && !('_type' in ours) && !('_type' in theirs)) merge(ours, theirs);
  }
}
