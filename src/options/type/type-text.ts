import { OptionType } from './option-type';

/** A type in a few words for people: `a whole number from 0 to 65535`, `null or a list of strings`. */
export function typeText(type: OptionType): string {
  return words(type).one;
}

/** What one such value is called, and what several are. */
interface Words {
  readonly one: string;
  readonly many: string;
}

/** How many values of an enumeration are told. */
const TOLD = 12;

function words(type: OptionType): Words {
  switch (type.kind) {
    case 'anything':
    case 'unknown':
      return { one: 'anything', many: 'anything' };
    case 'boolean':
      return { one: 'true or false', many: 'true or false' };
    case 'integer':
      return counted('whole number', type.nonzero ? ' other than 0' : range(type));
    case 'float':
      return counted('number with a decimal point', '');
    case 'number':
      return counted('number', type.above !== undefined ? ` above ${type.above}` : range(type));
    case 'string':
      return stringWords(type);
    case 'path':
      return pathWords(type);
    case 'package':
      return counted('package', '');
    case 'enum':
      return same(oneOf(type.values));
    case 'nullOr':
      return { one: `null or ${words(type.of).one}`, many: `null or ${words(type.of).many}` };
    case 'list': {
      const list = type.nonEmpty ? 'list of at least one of' : 'list of';
      return counted(list, ` ${words(type.of).many}`, 'lists of');
    }
    case 'attrs':
      return counted('set of', ` ${words(type.of).many}`, 'sets of');
    case 'set':
      return counted('set', '');
    case 'submodule':
      return counted('set of options', type.freeform ? ' and further values' : '', 'sets of options');
    case 'tagged':
      return counted('set', ` with one of ${(type.choices ?? []).join(', ') || 'its options'}`);
    case 'either':
      return {
        one: alternatives(type.of.map((of) => words(of).one)),
        many: alternatives(type.of.map((of) => words(of).many)),
      };
    case 'coerced':
      return {
        one: alternatives([words(type.to).one, words(type.from).one]),
        many: alternatives([words(type.to).many, words(type.from).many]),
      };
    case 'function':
      return counted('function', '');
    case 'tuple':
      return counted(
        `list of ${type.of.length}`,
        `: ${type.of.map((of) => words(of).one).join(', ')}`,
        `lists of ${type.of.length}`,
      );
    case 'module':
      return counted('module', '');
    case 'value':
      return valueWords(type);
    case 'opaque':
      return same(type.text);
    case 'named':
      return hasOwnWords(type.of) ? same(type.text) : words(type.of);
  }
}

/** Whether the words of a catalogue say more of a type than its form does. */
function hasOwnWords(type: OptionType): boolean {
  return type.kind === 'set' || (type.kind === 'string' && !(type.nonEmpty && type.pattern === undefined));
}

function stringWords(type: OptionType & { kind: 'string' }): Words {
  if (type.pattern !== undefined) return counted('string', ` that matches ${type.pattern}`);
  if (type.nonEmpty) return counted('string', ' that is not empty');
  if (type.entry) return counted('string', ' without newlines and colons');
  if (type.singleLine) return counted('string', ' of a single line');
  return counted('string', '');
}

function pathWords(type: OptionType & { kind: 'path' }): Words {
  const kind = type.absolute === undefined ? 'path' : type.absolute ? 'absolute path' : 'relative path';
  const where = type.inStore === undefined ? '' : type.inStore ? ' in the Nix store' : ' outside the Nix store';
  return counted(kind, where);
}

function valueWords(type: OptionType & { kind: 'value' }): Words {
  const parts = type.scalars.filter((scalar) => scalar.kind !== 'path').map((scalar) => words(scalar).one);
  if (type.lists) parts.push(type.sets ? 'a list' : 'a list of such');
  if (type.sets) parts.push('a set');
  if (type.nullable) parts.unshift('null');
  return same(alternatives(parts));
}

function range({ min, max }: { readonly min?: number; readonly max?: number }): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined) return ` from ${min} on`;
  return max !== undefined ? ` up to ${max}` : '';
}

function oneOf(values: readonly unknown[]): string {
  const shown = values.slice(0, TOLD).map((value) => JSON.stringify(value));
  if (values.length > TOLD) return `one of ${shown.join(', ')} and ${values.length - TOLD} more`;
  return shown.length === 1 ? shown[0]! : `one of ${alternatives(shown)}`;
}

/** `a, b or c`, each once. */
function alternatives(texts: readonly string[]): string {
  const each = [...new Set(texts)];
  return each.length < 2 ? (each[0] ?? 'nothing') : `${each.slice(0, -1).join(', ')} or ${each[each.length - 1]}`;
}

function counted(noun: string, rest: string, many?: string): Words {
  return { one: `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}${rest}`, many: `${many ?? plural(noun)}${rest}` };
}

function plural(noun: string): string {
  return noun.replace(/^(number|whole number)\b|$/, (found) =>
    found ? `${found}s` : noun.startsWith('number') || noun.startsWith('whole number') ? '' : 's',
  );
}

function same(text: string): Words {
  return { one: text, many: text };
}
