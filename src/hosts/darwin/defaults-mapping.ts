import { Refuse } from '../../app/refuse';
import { checkInteger } from '../../app/value-checks';
import { Nix } from '../../nix';

/** What a prop becomes: options of its group. */
export type Translate = (value: any, refuse: Refuse, keyPath: string) => Record<string, any>;

/** The option of each prop of a group, in the order in which they are written: its name, or a translation. */
export type Mapping<P> = { readonly [K in keyof Required<P>]: string | Translate };

/** The options of a group that its props set. */
export function mapped<P extends object>(
  props: P | undefined,
  mapping: Mapping<P>,
  keyPath: string,
  refuse: Refuse,
): Record<string, any> | undefined {
  if (!props) return undefined;
  const options: Record<string, any> = {};
  for (const [key, target] of Object.entries(mapping) as [keyof P & string, string | Translate][]) {
    const value = props[key];
    if (value === undefined) continue;
    if (typeof target === 'string') options[target] = value;
    else Object.assign(options, target(value, refuse, `${keyPath}.${key}`));
  }
  return options;
}

/** An option of a type that takes floats alone: Nix tells 1 from 1.0. */
export function float(option: string, min: number, max: number): Translate {
  return (value: number, refuse, keyPath) => {
    if (!(typeof value === 'number' && value >= min && value <= max)) {
      refuse('NUMBER_OUT_OF_RANGE', `${value} cannot be ${keyPath}`, `give a number from ${min} to ${max}`, keyPath);
    }
    return { [option]: Nix.floating(value) };
  };
}

/** An option that takes whole numbers. */
export function integer(option: string, min: number, max?: number): Translate {
  return (value: number, refuse, keyPath) => {
    checkInteger(refuse, value, keyPath, min, max);
    return { [option]: value };
  };
}

/** An option that macOS keeps as another value. */
export function coded(option: string, codes: Readonly<Record<string, unknown>>): Translate {
  return (value, refuse, keyPath) => {
    const key = String(value);
    if (!Object.prototype.hasOwnProperty.call(codes, key)) {
      refuse(
        'VALUE_UNKNOWN',
        `"${key}" cannot be ${keyPath}`,
        `give one of: ${Object.keys(codes).join(', ')}`,
        keyPath,
      );
    }
    return codes[key] === undefined ? {} : { [option]: codes[key] };
  };
}

/** Several options that mean one thing. */
export function all(...options: string[]): Translate {
  return (value) => Object.fromEntries(options.map((option) => [option, value]));
}
