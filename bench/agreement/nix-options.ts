/** Writes a catalogue as options of nixpkgs' module system: the types that its descriptions mean, in Nix. */
import { CatalogueNode } from '../../src/options/catalogue';
import { OptionType } from '../../src/options/type/option-type';

/** What the expressions written here refer to. `unset` fills what a definition leaves out, so that all can be forced. */
export const PRELUDE = `
  t = lib.types;
  unset = { _unset = true; };
  unsetType = lib.mkOptionType { name = "unset"; check = v: builtins.isAttrs v && v ? _unset; merge = _: defs: (builtins.head defs).value; };
  opt = type: lib.mkOption { inherit type; };
  inner = type: lib.mkOption { type = t.either unsetType type; default = unset; };
  never = text: lib.mkOptionType { name = "opaque"; description = text; descriptionClass = "noun"; check = _: false; };
  free = text: lib.mkOptionType { name = "free"; description = text; descriptionClass = "noun"; };
  # A flake is evaluated purely, and then the path of a package cannot be looked up in the store.
  package = t.package // { merge = loc: defs: if builtins.any (d: builtins.isString d.value) defs then throw "pure" else t.package.merge loc defs; };
  # What is coerced is taken where it fits as a whole: a description does not say what the function makes of it.
  fitting = from: lib.mkOptionType {
    inherit (from) description; descriptionClass = from.descriptionClass or null; name = "fitting";
    check = x: from.check x && (builtins.tryEval (builtins.deepSeq (lib.modules.mergeDefinitions [ ] from [ { file = "x"; value = x; } ]).mergedValue true)).success;
  };
  values = { scalars, nullable, lists, sets, text }:
    let
      one = t.oneOf (scalars ++ lib.optional sets (t.attrsOf value) ++ lib.optional lists (t.listOf value));
      value = (if nullable then t.nullOr one else one) // { description = text; };
    in value;
  described = text: type: type // { description = text; };
`;

/** A string of Nix. */
function nixString(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&').replace(/\$\{/g, '\\${').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t')}"`;
}

/** All options below a place, as an attribute set. */
export function nixOptions(node: CatalogueNode, option = 'opt'): string {
  const members = node.names.map((name) => {
    const child = node.child(name)!;
    const value = child.type ? nixOption(child.type, child, option) : nixOptions(child, option);
    return `${nixString(name)} = ${value};`;
  });
  return `{ ${members.join(' ')} }`;
}

/** An option; one that is read-only has a value already. */
function nixOption(type: OptionType, node: CatalogueNode, option: string): string {
  const text = nixType(type, node);
  return node.readOnly
    ? `lib.mkOption { type = ${text}; readOnly = true; default = ${simplest(type, node)}; }`
    : `${option} (${text})`;
}

/** A type, with the options that stand below it. */
export function nixType(type: OptionType, node?: CatalogueNode): string {
  switch (type.kind) {
    case 'anything':
    case 'unknown':
      return type.kind === 'anything' && (type.text ?? 'anything') === 'anything'
        ? 't.anything'
        : `(free ${nixString(type.text ?? 'anything')})`;
    case 'boolean':
      return type.or ? 't.boolByOr' : 't.bool';
    case 'integer':
      return integer(type);
    case 'float':
      return 't.float';
    case 'number':
      if (type.above === 0) return 't.numbers.positive';
      if (type.max === undefined && type.min === 0) return 't.numbers.nonnegative';
      return type.min === undefined ? 't.number' : `(t.numbers.between (${type.min}) (${type.max}))`;
    case 'string':
      return string(type);
    case 'path':
      return path(type);
    case 'package':
      return 'package';
    case 'enum':
      return `(t.enum [ ${type.values.map(nixValue).join(' ')} ])`;
    case 'nullOr':
      return `(t.nullOr ${nixType(type.of, node)})`;
    case 'list':
      if (type.attributes) return `(t.attrListOf ${nixType(type.of)})`;
      return `(t.${type.nonEmpty ? 'nonEmptyListOf' : 'listOf'} ${nixType(type.of, node?.item)})`;
    case 'attrs':
      return `(t.${type.lazy ? 'lazyAttrsOf' : 'attrsOf'} ${nixType(type.of, node?.any)})`;
    case 'set':
      return 't.attrs';
    case 'submodule':
      return submodule(type, node);
    case 'tagged': {
      const names = type.choices ?? node?.names ?? [];
      const tags = names.map((name) => {
        const child = node?.child(name);
        return `${nixString(name)} = opt (${child?.type ? nixType(child.type, child) : 't.anything'});`;
      });
      return `(t.attrTag { ${tags.join(' ')} })`;
    }
    case 'either':
      return `(t.oneOf [ ${type.of.map((of) => nixType(of, node)).join(' ')} ])`;
    case 'coerced': {
      const from = nixType(type.from);
      return `(t.coercedTo (fitting ${from}) (_: ${simplest(type.to, node)}) ${nixType(type.to, node)})`;
    }
    case 'function':
      return `(t.functionTo ${nixType(type.result)})`;
    case 'tuple':
      return `(t.addCheck (t.listOf t.anything) (l: builtins.length l == ${type.of.length} && ${type.of
        .map((of, i) => `${nixType(of)}.check (builtins.elemAt l ${i})`)
        .join(' && ')}))`;
    case 'module':
      return `(described ${nixString(type.text)} t.deferredModule)`;
    case 'value':
      return `(values { scalars = [ ${type.scalars.map((of) => nixType(of)).join(' ')} ]; nullable = ${type.nullable}; lists = ${type.lists}; sets = ${type.sets}; text = ${nixString(type.text)}; })`;
    case 'opaque':
      return `(never ${nixString(type.text)})`;
    case 'named':
      return `(described ${nixString(type.text)} ${nixType(type.of, node)})`;
  }
}

function integer(type: OptionType & { kind: 'integer' }): string {
  if (type.nonzero) return '(t.addCheck t.int (x: x != 0))';
  if (type.bits) return `t.ints.${type.min === 0 ? 'u' : 's'}${type.bits}`;
  if (type.max !== undefined) return `(t.ints.between (${type.min}) (${type.max}))`;
  if (type.min === undefined) return 't.int';
  if (type.min <= 1) return type.min === 0 ? 't.ints.unsigned' : 't.ints.positive';
  return `(t.addCheck t.int (x: x >= ${type.min}))`;
}

function string(type: OptionType & { kind: 'string' }): string {
  const base = baseString(type);
  return type.entry ? `(t.passwdEntry ${base})` : base;
}

function baseString(type: OptionType & { kind: 'string' }): string {
  if (type.separator !== undefined) return `(t.separatedString ${nixString(type.separator)})`;
  if (type.pattern !== undefined) {
    const matching = `(t.strMatching ${nixString(type.pattern)})`;
    return type.nonEmpty ? `(t.addCheck ${matching} t.nonEmptyStr.check)` : matching;
  }
  if (type.nonEmpty) return 't.nonEmptyStr';
  if (type.singleLine === 'strict') return '(described "single-line string" (t.strMatching "[^\\r\\n]*"))';
  return type.singleLine ? 't.singleLineStr' : 't.str';
}

function path(type: OptionType & { kind: 'path' }): string {
  const fields = [
    type.absolute === undefined ? '' : `absolute = ${type.absolute};`,
    type.inStore === undefined ? '' : `inStore = ${type.inStore};`,
  ];
  const base = `(t.pathWith { ${fields.join(' ')} })`;
  return type.entry ? `(t.passwdEntry ${base})` : base;
}

function submodule(type: OptionType & { kind: 'submodule' }, node?: CatalogueNode): string {
  const known = node !== undefined && node.names.length > 0;
  const freeform = type.freeform ? nixType(type.freeform, node) : known ? undefined : 't.attrsOf t.anything';
  const body = `{ ${freeform ? `freeformType = ${freeform};` : ''} ${known ? `options = ${nixOptions(node, 'inner')};` : ''} }`;
  return type.module ? `(t.submoduleWith { modules = [ ${body} ]; })` : `(t.submodule ${body})`;
}

/** A value that a type takes, in Nix. */
function simplest(type: OptionType, node?: CatalogueNode): string {
  switch (type.kind) {
    case 'boolean':
      return 'false';
    case 'integer':
    case 'number':
      return nixValue(type.min ?? 1);
    case 'float':
      return '0.5';
    case 'enum':
      return nixValue(type.values[0]);
    case 'nullOr':
      return 'null';
    case 'list':
      return type.nonEmpty ? `[ ${simplest(type.of, node?.item)} ]` : '[ ]';
    case 'either':
      return simplest(type.of[0]!, node);
    case 'coerced':
      return simplest(type.to, node);
    case 'named':
      return simplest(type.of, node);
    case 'string':
    case 'path':
      return '"/x"';
    case 'function':
      return `(_: ${simplest(type.result)})`;
    case 'tagged': {
      const name = type.choices?.[0] ?? node?.names[0] ?? 'x';
      const child = node?.child(name);
      return `{ ${nixString(name)} = ${child?.type ? simplest(child.type, child) : '{ }'}; }`;
    }
    default:
      return '{ }';
  }
}

/** Plain data in Nix. */
function nixValue(value: unknown): string {
  if (typeof value === 'string') return nixString(value);
  if (Array.isArray(value)) return `[ ${value.map(nixValue).join(' ')} ]`;
  if (typeof value === 'object' && value !== null) {
    return `{ ${Object.entries(value)
      .map(([name, inner]) => `${nixString(name)} = ${nixValue(inner)};`)
      .join(' ')} }`;
  }
  return typeof value === 'number' && value < 0 ? `(${value})` : String(value);
}
