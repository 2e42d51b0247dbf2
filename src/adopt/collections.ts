import { array, call, Code, Entry, flat, keyText, Member, object, stringAtom } from './code';
import type { Level, Slot } from './levels';
import { expr, Made } from './made';

/** A list of values that are made. */
export function listMade(items: readonly (Entry & { readonly made: Made })[], closing: readonly string[]): Made {
  const packages = items.map(({ comments, made }) => (comments?.length ? undefined : made.pkg));
  if (closing.length === 0 && packages.length > 1 && !packages.includes(undefined)) {
    return { code: call('Nix.pkgs', ...packages.map((name) => stringAtom(name!))), isExpr: false };
  }
  const entries = items.map(({ value, comments, apart }): Entry => ({ value, comments, apart }));
  return { code: { kind: 'array', items: entries, closing }, isExpr: false };
}

/**
 * A set of values that are made, one for each entry of its level: an object,
 * where that can hold all its names.
 *
 * @param keyOf the key of a computed name
 */
export function setMade(level: Level, values: readonly Entry[], keyOf: (slot: Slot) => readonly Code[]): Made {
  const { entries, closing } = level;
  const members = entries.map((slot, index) => memberOf(slot, values[index]));
  if (entries.every(({ name }) => name !== undefined && keyText(name) !== undefined)) {
    const keyed = members.map((one) => ({ ...one, key: keyText(one.key)! }));
    return { code: { ...object(keyed), closing } as Code, isExpr: false };
  }
  const bindings = members.map(({ value, comments = [], behind }, index): Entry => {
    const slot = entries[index];
    const key = slot.name === undefined ? keyOf(slot) : [stringAtom(slot.name)];
    return {
      value: call('Nix.bindingAt', array(key), value),
      comments: [...comments, ...(behind === undefined ? [] : [behind])],
    };
  });
  return expr(call('Nix.attrs', { kind: 'array', items: bindings, closing }));
}

/** A value with the comments at its name. What stands behind a value of several lines goes above it. */
function memberOf({ name = '', comments, apart, behind }: Slot, { value, comments: inner = [] }: Entry): Member {
  const isBehind = behind !== undefined && flat(value) !== undefined;
  return {
    key: name,
    value,
    comments: [...comments, ...inner, ...(behind === undefined || isBehind ? [] : [behind])],
    apart,
    ...(isBehind ? { behind } : {}),
  };
}
