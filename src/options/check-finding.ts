import { IConstruct } from 'constructs';
import { shapeOf, fits } from './check-shape';
import { nearestNames } from './nearest';
import { Severity } from '../app/diagnostics';
import { formatKeyPath } from '../nix/error';
import { OptionType } from './type/option-type';
import { typeText } from './type/type-text';

/** What the check of options finds. */
export type OptionCode =
  /** An option that the catalogue does not have. */
  | 'OPTION_UNKNOWN'
  /** A value of another type than the option's. */
  | 'OPTION_TYPE'
  /** A value of the right type that is out of range, not among those allowed, or does not match the pattern. */
  | 'OPTION_VALUE'
  /** An option that only its own module may set. */
  | 'OPTION_READ_ONLY'
  /** An option that an older catalogue had, and this one has no more. */
  | 'OPTION_REMOVED'
  /** The same, where this catalogue has it by another name. */
  | 'OPTION_RENAMED';

/** One finding about a definition. */
export interface OptionFinding {
  readonly owner: IConstruct;
  readonly severity: Severity;
  readonly code: OptionCode;
  readonly message: string;
  /** The option and the place inside its value: `users.users.alice.extraGroups[1]`. */
  readonly keyPath: string;
  readonly why?: string;
  readonly mend?: string;
}

/** A finding before it has an owner. */
export type Found = Omit<OptionFinding, 'owner'>;
/** Names and, inside lists, places from 0. */
export type Path = readonly (string | number)[];

/** The finding about a value that a type does not take. */
export function mismatch(code: 'OPTION_TYPE' | 'OPTION_VALUE', path: Path, type: OptionType, value: unknown): Found {
  return {
    severity: Severity.ERROR,
    code,
    message: `${typeText(type)} is expected, not ${shown(value, type)}`,
    keyPath: formatKeyPath(path),
    mend: mendValue(type, value),
  };
}

/** How to make a value one that the type takes, where that is clear. */
function mendValue(type: OptionType, value: unknown): string | undefined {
  const shape = shapeOf(value);
  if (typeof value === 'string') {
    if (/^-?\d{1,15}$/.test(value) && fits(type, Number(value))) return `write ${value} without quotes`;
    if ((value === 'true' || value === 'false') && fits(type, value === 'true')) return `write ${value} without quotes`;
    if (takes(type, 'package')) return 'give the package itself, such as Nix.pkg("git")';
    if (value !== '' && fits(type, `/${value}`) && !fits(type, '')) return 'give a path that begins with /';
    if (takesUnit(type) && /^[\w@:\\-]+$/.test(value)) return `name the unit with its kind, such as "${value}.service"`;
    const near = nearestNames(value, stringsOf(type));
    if (near.length > 0) return `did you mean ${near.map((one) => JSON.stringify(one)).join(' or ')}?`;
  }
  if (shape === 'integer' && takes(type, 'float')) return `write Nix.floating(${String(value)})`;
  if ((shape === 'integer' || shape === 'boolean') && fits(type, String(value))) {
    return `write "${String(value)}" in quotes`;
  }
  if (shape !== 'list' && takesItem(type, value)) return 'put it into a list: [ … ]';
  return undefined;
}

function takes(type: OptionType, kind: OptionType['kind']): boolean {
  if (type.kind === kind) return true;
  if (type.kind === 'nullOr' || type.kind === 'named') return takes(type.of, kind);
  if (type.kind === 'coerced') return takes(type.to, kind);
  return type.kind === 'either' && type.of.some((of) => takes(of, kind));
}

/** Whether a string must be the name of a systemd unit. */
function takesUnit(type: OptionType): boolean {
  return type.kind === 'string' && type.pattern?.includes('[.](service|') === true;
}

function takesItem(type: OptionType, value: unknown): boolean {
  if (type.kind === 'list') return type.of.kind !== 'anything' && fits(type.of, value);
  return (type.kind === 'nullOr' || type.kind === 'named') && takesItem(type.of, value);
}

function stringsOf(type: OptionType): string[] {
  if (type.kind === 'enum') return type.values.filter((one) => typeof one === 'string');
  if (type.kind === 'nullOr' || type.kind === 'named') return stringsOf(type.of);
  return type.kind === 'either' ? type.of.flatMap(stringsOf) : [];
}

/** A value for a message, and what it is where that does not show. */
function shown(value: unknown, type: OptionType): string {
  switch (shapeOf(value)) {
    case 'list':
      return (value as unknown[]).length === 0 ? 'an empty list' : 'a list';
    case 'set':
      return 'a set';
    case 'string': {
      const text = JSON.stringify(value);
      return text.length > 60 ? `${text.slice(0, 57)}…"` : text;
    }
    case 'integer':
      return fits(type, 0.5) ? `the whole number ${String(value)}` : String(value);
    case 'float':
      return typeof value === 'number' ? String(value) : `the number ${(value as { source(): string }).source()}`;
    default:
      return String(value);
  }
}
