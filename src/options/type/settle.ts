import { OptionType } from './option-type';

/** What stands below an option in its catalogue, as far as its type depends on it. */
export interface Below {
  readonly names: readonly string[];
  readonly any?: Below;
  readonly item?: Below;
}

/**
 * The type that a description means where these options stand below it.
 *
 * Until 2024 the description of a submodule that takes further values was that
 * of these values alone: options below `YAML value` or `attribute set of
 * string` say that it is such a submodule.
 */
export function settle(type: OptionType, below: Below | undefined): OptionType {
  if (!below || (below.names.length === 0 && !below.any && !below.item)) return type;
  switch (type.kind) {
    case 'nullOr':
      return { ...type, of: settle(type.of, below) };
    case 'coerced':
      return { ...type, to: settle(type.to, below) };
    case 'list':
      if (below.item) return { ...type, of: settle(type.of, below.item) };
      break;
    case 'submodule':
      return type.freeform ? { ...type, freeform: settleMembers(type.freeform, below) } : type;
    case 'tagged':
      return type;
    case 'either':
      if (type.of.some(takesOptions)) return type;
      break;
    case 'named':
      if (takesOptions(type.of)) return { ...type, of: settle(type.of, below) };
      break;
  }
  const members = settleMembers(type, below);
  return below.names.length > 0 ? { kind: 'submodule', freeform: members } : members;
}

/** The same for the members of a set alone. */
function settleMembers(type: OptionType, below: Below): OptionType {
  return type.kind === 'attrs' && below.any ? { ...type, of: settle(type.of, below.any) } : type;
}

/** Whether options can stand below a type in its own right. */
function takesOptions(type: OptionType): boolean {
  switch (type.kind) {
    case 'submodule':
    case 'tagged':
      return true;
    case 'nullOr':
    case 'list':
    case 'attrs':
    case 'named':
      return takesOptions(type.of);
    case 'coerced':
      return takesOptions(type.to);
    default:
      return false;
  }
}
