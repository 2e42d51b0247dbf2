import { commentsIn, linesOf } from './comments';
import { Scope, unwrapped } from './scope';
import type { Assign, Attr, Binding, Item, Node, Param, ParamSet, SourceFile } from '../nix/ast';
import { attrName } from '../nix/attr-name';
import { callOf } from '../nix/call-of';
import { checkTree } from '../nix/check-tree';
import { NixError } from '../nix/error';
import { parseFile } from '../nix/parser';
import { freeVariables, scoping } from '../nix/scope';

/** A module that can be converted, in its parts. */
export interface ReadModule {
  /** What stands around its body. */
  readonly scope: Scope;
  /** Items of its `imports`. */
  readonly imports: readonly Item<Node>[];
  /** What it defines. */
  readonly body: readonly Item<Binding>[];
  /** The definitions where they are no set written out: `config = lib.mkIf …`. */
  readonly whole?: Node;
  /** Comments of the module itself. */
  readonly comments: readonly string[];
  readonly trailing: readonly string[];
}

/** Why a module stays as it is. */
export class Stays extends Error {}

const stays = (why: string): never => {
  throw new Stays(why);
};

/** Names that a module gets by itself, beside those that all get. */
const MORE: Readonly<Record<'nixos' | 'darwin' | 'home', ReadonlySet<string>>> = {
  nixos: new Set(['utils']),
  darwin: new Set(),
  home: new Set(['osConfig']),
};

/** Parse a file. @throws Stays where it is no Nix. */
export function parsed(text: string): SourceFile {
  try {
    const file = parseFile(text);
    checkTree(file.root, text);
    return file;
  } catch (error) {
    if (error instanceof NixError) return stays(`it is no Nix that can be read: ${error.problem}`);
    throw error;
  }
}

/** Take a module apart. @throws Stays with the reason, where it cannot be said as options. */
export function readModule({ root, trailing }: SourceFile, kind: 'nixos' | 'darwin' | 'home'): ReadModule {
  const comments: string[] = [];
  let node: Node = root;
  node = unwrapped(node);
  let scope = new Scope(new Set(), new Map(), [], MORE[kind]);
  if (node.kind === 'lambda') {
    scope = new Scope(parameters(node.param, node.body), new Map(), [], MORE[kind]);
    comments.push(...commentsIn({ param: node.param, colon: node.colon }));
    node = unwrapped(node.body);
  }
  for (;;) {
    if (node.kind === 'let') {
      scope = scope.withLets(node.items);
      comments.push(...commentsIn({ keyword: node.keyword, inMark: node.inMark }));
      comments.push(...node.items.flatMap((item) => (item.kind === 'loose' ? linesOf(item.trivia) : [])));
      node = unwrapped(node.body);
    } else if (node.kind === 'with') {
      scope = scope.inside(node.scope);
      comments.push(...commentsIn({ keyword: node.keyword, semicolon: node.semicolon }));
      node = unwrapped(node.body);
    } else {
      break;
    }
  }
  if (node.kind === 'lambda') return stays('it is a function of functions');
  if (node.kind === 'apply' && WHOLE.has(callOf(node).name)) {
    return { scope, comments, trailing: linesOf(trailing), imports: [], body: [], whole: node };
  }
  if (node.kind !== 'set') return stays('its body is computed');
  if (node.rec || node.legacyLet) return stays('its body is a recursive set');
  comments.push(...commentsIn({ open: node.open }));
  const end = [...commentsIn({ close: node.close }), ...linesOf(trailing)];
  return { scope, comments, trailing: end, ...parts(node.items) };
}

function parameters(param: Param, body: Node): ReadonlySet<string> {
  if (param.kind === 'paramName') {
    const { free, unknowable } = scoping(body);
    if (free.has(param.name) || unknowable.has(param.name)) stays(`it uses all its arguments as \`${param.name}\``);
    return new Set();
  }
  const set = (
    param.kind === 'paramSet' ? param : param.left.kind === 'paramSet' ? param.left : param.right
  ) as ParamSet;
  const alias = param.kind === 'paramAt' ? (param.left.kind === 'paramName' ? param.left : param.right) : undefined;
  const used = freeVariables(body);
  const unknown = scoping(body).unknowable;
  if (alias?.kind === 'paramName' && (used.has(alias.name) || unknown.has(alias.name))) {
    stays(`it uses all its arguments as \`${alias.name}\``);
  }
  for (const item of set.params) {
    if (item.fallback && used.has(item.name)) stays(`its argument \`${item.name}\` has a default`);
  }
  return new Set(set.params.map(({ name }) => name));
}

/** Calls that a module's definitions may be as a whole. */
const WHOLE = new Set(['mkIf', 'mkMerge', 'mkForce', 'mkDefault', 'mkOverride', 'mkBefore', 'mkAfter', 'mkOrder']);

const STRUCTURE = new Set(['imports', 'options', 'config', 'disabledModules', 'freeformType', '_file', 'key', 'meta']);

function parts(items: readonly Item<Binding>[]): Pick<ReadModule, 'imports' | 'body' | 'whole'> {
  const names = items.flatMap((item) => (item.kind === 'loose' ? [] : topNames(item)));
  if (names.includes('options')) stays('it declares options');
  if (names.includes('_file') || names.includes('key')) stays('it names itself');
  const imports: Item<Node>[] = [];
  const rest: Item<Binding>[] = [];
  let config: Assign | undefined;
  const configs: Item<Binding>[] = [];
  for (const item of items) {
    const name = item.kind === 'assign' ? attrName(item.path[0]) : undefined;
    if (item.kind === 'inherit' && topNames(item).some((one) => one !== undefined && STRUCTURE.has(one))) {
      stays('it takes its structure over from elsewhere');
    }
    if (item.kind === 'assign' && name === 'imports') {
      if (item.path.length > 1) stays('its imports are computed');
      const list = unwrapped(item.value);
      if (list.kind !== 'list') return stays('its imports are computed');
      const around = commentsIn({ path: item.path, equals: item.equals, semicolon: item.semicolon });
      const inner = [...around, ...commentsIn({ open: list.open, close: list.close })];
      if (inner.length > 0) imports.push({ kind: 'loose', trivia: inner.map((text) => ({ kind: 'line', text })) });
      imports.push(...list.items);
    } else if (item.kind === 'assign' && name === 'config') {
      if (item.path.length > 1) configs.push({ ...item, path: item.path.slice(1) as Attr[] });
      else config = item;
    } else {
      rest.push(item);
    }
  }
  if (!config && configs.length === 0) return { imports, body: rest };
  // Beside `config` nothing else can be defined.
  const others = rest.filter((item) => item.kind !== 'loose');
  if (others.length > 0 || (config && configs.length > 0)) return stays('it has more beside `config`');
  if (!config) return { imports, body: configs };
  const loose = rest;
  const set = unwrapped(config.value);
  const around = commentsIn({ path: config.path, equals: config.equals, semicolon: config.semicolon });
  const lead: Item<Binding>[] =
    around.length > 0 ? [{ kind: 'loose', trivia: around.map((text) => ({ kind: 'line', text })) }] : [];
  if (set.kind === 'set' && !set.rec && !set.legacyLet) {
    const inner = commentsIn({ open: set.open, close: set.close });
    if (inner.length > 0) lead.push({ kind: 'loose', trivia: inner.map((text) => ({ kind: 'line', text })) });
    return { imports, body: [...loose, ...lead, ...set.items] };
  }
  return { imports, body: [...loose, ...lead], whole: config.value };
}

function topNames(item: Binding): (string | undefined)[] {
  return item.kind === 'assign' ? [attrName(item.path[0])] : item.names.map(attrName);
}
