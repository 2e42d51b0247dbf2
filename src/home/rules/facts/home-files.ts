import { IConstruct } from 'constructs';
import { Home, homes } from './homes';
import { valuesAt } from '../../../app/definitions/definitions';
import { isPlainSet } from '../../../app/option-tree';
import type { Estate } from '../../../app/rules/estate';
import { formatKeyPath } from '../../../nix/error';

/** A file that a home puts in place. */
export interface PlacedFile {
  /** From the home directory. */
  readonly path: string;
  readonly owner: IConstruct;
  /** The profiles that bring it with them. */
  readonly roots: ReadonlySet<IConstruct>;
  /** `home.file`, `xdg.configFile` or `xdg.dataFile`. */
  readonly option: string;
  readonly keyPath: string;
  readonly text?: unknown;
  readonly source?: unknown;
  readonly priority: number;
}

const OPTIONS: readonly [option: readonly string[], folder: string][] = [
  [['home', 'file'], ''],
  [['xdg', 'configFile'], '.config/'],
  [['xdg', 'dataFile'], '.local/share/'],
];

/** The files of each home, by their path. */
export function homeFiles(estate: Estate): ReadonlyMap<Home, ReadonlyMap<string, readonly PlacedFile[]>> {
  const all = new Map<Home, Map<string, PlacedFile[]>>();
  for (const home of estate._table(homes)) {
    const files = new Map<string, PlacedFile[]>();
    for (const { definitions, roots } of home.parts.values()) {
      for (const [option, folder] of OPTIONS) {
        for (const { value, owner, names, priority, conditional } of valuesAt(definitions, [...option, '*'])) {
          if (!isPlainSet(value) || value.enable === false || conditional) continue;
          const target = typeof value.target === 'string' ? value.target : names[0]!;
          const path = `${folder}${target}`;
          const file: PlacedFile = {
            path,
            owner,
            roots,
            option: option.join('.'),
            keyPath: formatKeyPath([...option, names[0]!]),
            text: value.text,
            source: value.source,
            priority,
          };
          const before = files.get(path);
          if (before) before.push(file);
          else files.set(path, [file]);
        }
      }
    }
    all.set(home, files);
  }
  return all;
}
