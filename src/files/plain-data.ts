import { IConstruct } from 'constructs';
import { CosmoError } from '../app';
import { Expr } from '../nix';
import { convert } from '../nix/convert';
import { DataWalk, Key } from '../nix/data';
import { formatKeyPath, NixError } from '../nix/error';

/** Checked data. */
export interface PlainData {
  /** A copy without the members that are undefined. */
  readonly value: unknown;
  /** Where an Expr stands in it; nothing where it holds none. */
  readonly reference?: string;
}

/** Priorities and conditions of the module system: they mean nothing in a file's data. */
const MODULE_SYSTEM = /^lib\.mk(?:Default|Force|Override|OptionDefault|If|Merge|Before|After|Order)\b/;

/**
 * Judge data as every value of the estate is judged: booleans, null, finite
 * numbers, strings, arrays, plain objects, and Exprs among them.
 * @throws what is none of these, with its key path
 */
export function plainData(construct: IConstruct, data: unknown, keyPath: string): PlainData {
  try {
    convert(new DataWalk([keyPath]), data, 0);
  } catch (error) {
    if (error instanceof NixError) throw CosmoError.fromNix(error, construct);
    throw error;
  }
  let reference: string | undefined;
  const copy = (value: unknown, path: Key[]): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Expr.isExpr(value)) {
      reference ??= formatKeyPath(path);
      const text = (value as Expr).source();
      if (!MODULE_SYSTEM.test(text)) return value;
      throw new CosmoError({
        code: 'FILE_MODULE_SYSTEM',
        message: `\`${text.slice(0, 60)}\` cannot stand in the data of a file`,
        why: 'the module system, which reads priorities and conditions, does not see this data; it would be written out as a set',
        mend: 'give the value itself, or choose it with Nix.ifElse()',
        construct,
        keyPath: formatKeyPath(path),
      });
    }
    if (Array.isArray(value)) return value.map((item, index) => copy(item, [...path, index]));
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, member]) =>
        member === undefined ? [] : [[key, copy(member, [...path, key])]],
      ),
    );
  };
  const value = copy(data, [keyPath]);
  return { value, reference };
}

/** Whether a value is an object of data, with members. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !Expr.isExpr(value);
}
