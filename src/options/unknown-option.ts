import { CatalogueNode } from './catalogue';
import { isPlaceholder } from './catalogue-tree';
import { Found, Path } from './check-finding';
import { shapeOf } from './check-shape';
import { look } from './look';
import { nearestNames, nearPaths } from './nearest';
import { Severity } from '../app/diagnostics';
import { formatKeyPath } from '../nix/error';

/** No option has a longer path. */
const LONGEST = 50;

/** A name that is set where no option has it. */
export interface UnknownName {
  readonly name: string;
  /** What is set. */
  readonly value: unknown;
  /** The names that there are. */
  readonly names: readonly string[];
}

/**
 * The finding about an option that there is not: with the nearest names
 * beside it, or else the places where the catalogue has that name.
 *
 * @param path the whole path, the name its last
 * @param base how many segments of it lead to the configuration that it is in
 */
export function unknownOption(root: CatalogueNode, path: Path, base: number, unknown: UnknownName): Found {
  const { name, names, value } = unknown;
  const parent = path.slice(0, -1);
  let near = nearestNames(name, names).map((one) => formatKeyPath([...parent, one]));
  if (near.length === 0) {
    const leaf = [...path.slice(base).map(String), ...firstLeaf(value)];
    near = nearPaths(root, leaf, name).map((other) => formatPattern([...path.slice(0, base), ...other]));
  }
  return {
    severity: Severity.ERROR,
    code: 'OPTION_UNKNOWN',
    message: 'there is no such option',
    keyPath: formatKeyPath(path),
    mend:
      near.length > 0
        ? `did you mean ${near.join(' or ')}?`
        : 'take it out; where a module of an input declares it, import that module’s options or declare the namespace free',
  };
}

/** A path as a catalogue writes it, for a message. */
function formatPattern(path: Path): string {
  return path
    .map((key) => (typeof key === 'string' && (isPlaceholder(key) || key === '*') ? key : formatKeyPath([key])))
    .join('.');
}

/** The path from a value to the first that is no set. */
function firstLeaf(value: unknown): string[] {
  const path: string[] = [];
  let at = look(value)[0];
  while (shapeOf(at) === 'set' && path.length < LONGEST) {
    const [name] = Object.keys(at as object);
    if (name === undefined) break;
    path.push(name);
    at = look((at as Readonly<Record<string, unknown>>)[name])[0];
  }
  return path;
}
