import { Construct } from 'constructs';
import { Expr, Nix } from '../nix';
import { CommentedDataFileProps, DataFile } from './data-file';
import { nixFormat } from './data-format';
import { checkIni, iniText } from './ini-text';
import { isObject } from './plain-data';

/** How the lists in an INI file are written. */
export enum IniLists {
  /** The key once for each item: `Server=a`, `Server=b`. */
  REPEAT = 'repeat',
  /** One value with commas: `servers=a,b`. */
  COMMA = 'comma',
}

/** Props of `IniFile`. */
export interface IniFileProps extends CommentedDataFileProps {
  /**
   * How lists are written.
   * @default - lists are refused: programs differ in how they read them
   */
  readonly lists?: IniLists;
}

/**
 * Data as an INI file, of a System or of the project: objects are sections,
 * and values beside them stand above the first one.
 *
 * Lines are `key=value`. INI has no escapes that all its readers know, so
 * nothing is escaped: what cannot be written as it is, is refused. Quotes
 * that a reader wants around a value belong into the value.
 *
 * @example
 * import { Host, IniFile, IniLists } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * const ups = new IniFile(laddie, 'ups', {
 *   lists: IniLists.REPEAT,
 *   data: { maxretry: 3, rack: { driver: 'usbhid-ups', port: 'auto', override: ['battery.low', 'delay.off'] } },
 * });
 * laddie.addOptions({ environment: { etc: { 'nut/ups.conf': { source: ups.file } } } });
 */
export class IniFile extends DataFile {
  /**
   * @throws `NIX_NOT_DATA` for what is no plain data, with its key path; `FILE_INI` for what INI has no place for:
   * null, deeper objects, lists without `lists`, names and values with line breaks or with spaces at their ends, `=` in
   * a key, brackets in a section's name; `FILE_PLACE` where the construct stands in no System and no projectPath is
   * given; `FILE_REFERENCE` for Exprs in a file of the project; `FILE_MODULE_SYSTEM` for `mkDefault` and the like among
   * the data
   */
  constructor(scope: Construct, id: string, props: IniFileProps) {
    super(scope, id, props);
    const settings = nixSettings(props.lists);
    this._write({
      extension: 'ini',
      check: (data, refuse) => checkIni(data, props.lists, refuse),
      text: (data) => this._comment('#') + iniText(data, props.lists),
      nixData: (data) => nixData(data as Record<string, unknown>),
      generator: (data) => nixFormat(hasGlobals(data) ? 'iniWithGlobalSection' : 'ini', settings),
    });
  }
}

function nixSettings(lists: IniLists | undefined): Record<string, any> {
  if (lists === undefined) return {};
  if (lists === IniLists.REPEAT) return { listsAsDuplicateKeys: true };
  return { listToValue: Nix.raw('lib.concatMapStringsSep "," (lib.generators.mkValueStringDefault { })') };
}

function hasGlobals(data: unknown): boolean {
  return Object.values(data as object).some((value) => !isObject(value));
}

function nixData(data: Record<string, unknown>): unknown {
  const values = pathsAsText(data) as Record<string, unknown>;
  if (!hasGlobals(data)) return values;
  const part = (wanted: boolean) =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => isObject(value) === wanted));
  const sections = part(true);
  return { globalSection: part(false), ...(Object.keys(sections).length > 0 ? { sections } : {}) };
}

/** Paths as strings, which is all that the generator of nixpkgs takes. */
function pathsAsText(value: unknown): unknown {
  if (Expr.isExpr(value)) {
    const expr = value as Expr;
    return ['path', 'outputFile', 'searchPath'].includes(expr._node.kind) ? Nix.str([expr]) : expr;
  }
  if (Array.isArray(value)) return value.map(pathsAsText);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, pathsAsText(member)]));
}
