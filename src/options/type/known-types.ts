import { OptionType } from './option-type';

function table(): Record<string, OptionType> {
  const bool: OptionType = { kind: 'boolean' };
  const int: OptionType = { kind: 'integer' };
  const float: OptionType = { kind: 'float' };
  const str: OptionType = { kind: 'string' };
  const path: OptionType = { kind: 'path', absolute: true };
  const pkg: OptionType = { kind: 'package' };
  const set: OptionType = { kind: 'set' };
  const anything: OptionType = { kind: 'anything' };
  const nullOr = (of: OptionType): OptionType => ({ kind: 'nullOr', of });
  const either = (...of: OptionType[]): OptionType => ({ kind: 'either', of });
  const listOf = (of: OptionType): OptionType => ({ kind: 'list', of });
  const nonEmptyListOf = (of: OptionType): OptionType => ({ kind: 'list', of, nonEmpty: true });
  const attrsOf = (of: OptionType): OptionType => ({ kind: 'attrs', of });
  const matching = (pattern: string): OptionType => ({ kind: 'string', pattern });

  const scalars = [bool, int, float, str];
  const atom = nullOr(either(...scalars));
  const nixAtom = nullOr(either(...scalars, path, pkg));
  const listable = (of: OptionType): OptionType => either(of, listOf(of));

  const plain: Record<string, OptionType> = {
    // Of nixpkgs' lib.
    boolean: bool,
    'boolean (merged using or)': { kind: 'boolean', or: true },
    'signed integer': int,
    'unsigned integer, meaning >=0': { kind: 'integer', min: 0 },
    'positive integer, meaning >0': { kind: 'integer', min: 1 },
    'floating point number': float,
    'nonnegative integer or floating point number, meaning >=0': { kind: 'number', min: 0 },
    'positive integer or floating point number, meaning >0': { kind: 'number', above: 0 },
    string: str,
    'non-empty string': { kind: 'string', nonEmpty: true },
    '(optionally newline-terminated) single-line string': { kind: 'string', singleLine: 'optional' },
    'single-line string': { kind: 'string', singleLine: 'strict' },
    path: { kind: 'path', absolute: true },
    'absolute path': path,
    'relative path': { kind: 'path', absolute: false },
    'path in the Nix store': { kind: 'path', inStore: true },
    'absolute path in the Nix store': { kind: 'path', absolute: true, inStore: true },
    'path not in the Nix store': { kind: 'path', inStore: false },
    'absolute path not in the Nix store': { kind: 'path', absolute: true, inStore: false },
    package: pkg,
    'attribute set': set,
    submodule: { kind: 'submodule' },
    'attribute-tagged union': { kind: 'tagged' },
    module: { kind: 'module', text: 'module' },
    'Home Manager module': { kind: 'submodule', text: 'Home Manager module', module: true },
    'JSON value': value(scalars, path),
  };

  const structured: Record<string, OptionType> = {
    'atom (null, bool, int, float or string)': atom,
    'atom (null, bool, int, float or string) or a list of them for duplicate keys': listable(atom),
    'atom (null, bool, int, float or string) or a non-empty list of them': either(atom, nonEmptyListOf(atom)),
    'atom (bool, int or string) or a list of them for duplicate keys': listable(either(bool, int, str)),
    'INI atom (null, bool, int, float or string)': atom,
    'INI atom (null, int, bool, string, or float)': atom,
    'INI atom (null, bool, int, float or string) or a list of them for duplicate keys': listable(atom),
    'INI atom (null, bool, int, float or string) or a non-empty list of them': either(atom, nonEmptyListOf(atom)),
    'Nix config atom (null, bool, int, float, str, path or package)': nixAtom,
    'Swaynag config atom (null, bool, int, float, str)': atom,
    'values (null, bool, int, string, or float) or a list of values, that will be joined with a comma': listable(atom),
    'int, bool, string or list of them': either(int, bool, str, listOf(either(int, bool, str))),
    'string, package, bool, int or float': either(str, pkg, bool, int, float),
    'string, path, bool, or integer': either(str, path, bool, int),
    'sysctl option value': nullOr(either(bool, str, int)),
    'settings option': attrsOf(nullOr(either(str, int, bool, listOf(str)))),
    'dataset/template options': attrsOf(nullOr(either(str, int, bool, listOf(str)))),
    'secret value': set,
    'raw elixir': set,
    'elixir tuple': set,
    'string without line breaks or quotes': matching('[^\n"]*'),
    'string without spaces': matching('[^ ]*'),
    'printable string without spaces, # and /': matching('[^ #/]*'),
    'string, with spaces inside double quotes': str,
    'string containing either a number or a range': matching('[0-9]+(-[0-9]+)?'),
    'string starting with / or ~/': matching('(/|~/).*'),
    'string of the form number{b|k|M|G}': matching('[0-9]+[bkMG]'),
    'file mode string': matching(`((${MODE})(,${MODE})*)|([-+=]?[0-7]{0,4})`),
    'IPv4 or IPv6 address': matching('[.0-9:A-Fa-f]+'),
    'An absolute path': matching('/.*'),
    'PKCS#11 URI': matching('pkcs11:.+'),
    'Minecraft UUID': matching('[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}'),
    'key ID prefixed with KEY_': matching('KEY_.*'),
    'string or list of string (optional when erase is set to true)': nullOr(either(str, listOf(str))),
    'list of string of length 2': listOf(str),
    'list of string of length 12': listOf(str),
    'nonnegative floating point number, meaning >=0': float,
    'nonzero signed integer, meaning !=0': { kind: 'integer', nonzero: true },
    'integer of at least 16 bits': { kind: 'integer', min: 16 },
    'float between 0.0 and 1.0 (inclusive)': { kind: 'number', min: 0, max: 1 },
    'percentage between 0% and 200% (both inclusive)': { kind: 'number' },
    '3×3 matrix of floating point numbers': listOf(listOf(float)),
    'attribute sets or lists of strings': value(scalars),
    'value that can be coerced to string': value(scalars, path, { sets: false }),
    'attribute sets': set,
    'list of plugin packages or submodules': listOf(either(pkg, { kind: 'submodule' })),
    'plist value': value(scalars, path),
    'Json value or lambda': value(scalars, path),
    'Flat key-value file': value(scalars, undefined, { nullable: false, sets: false }),
    'KDE option value': value(scalars, path, { lists: false }),
    'Traffic Server records value': attrsOf(value([int, float, str], undefined, { nullable: false, lists: false })),
    'libconfig value': value(scalars, path, { nullable: false }),
    'TOML value': value(scalars, path, { nullable: false }),
    'Elixir value': value(scalars),
    'PHP value': value(scalars),
    'GVariant value': value(scalars, undefined, { nullable: false, sets: false }),
    'HOCON value': value(scalars, path),
    'Nushell inline value': set,
    'attribute set of Nushell values': attrsOf(value(scalars, path)),
    'list of Nushell values': listOf(value(scalars, path)),
    'Rasi literal string': set,
    'tmpfiles.d(5) age format': str,
    'session name': nullOr(str),
    'configured template name': str,
    'coderepo names': str,
    'Network prefix in CIDR notation': matching('[.:0-9a-fA-F]+/[0-9]+'),
    'Go duration (https://golang.org/pkg/time/#ParseDuration)': str,
    'string containing all of the characters %Y, %m, %d, %H, %M, %S': str,
    'one of topology': set,
    'davmail config type (str, int, bool or attribute set thereof)': value([str, int, bool], undefined, {
      nullable: false,
      lists: false,
    }),
    'limesurvey config type (str, int, bool or attribute set thereof)': value([str, int, bool], undefined, {
      nullable: false,
      lists: false,
    }),
  };
  for (const words of ['YAML', 'YAML 1.1', 'YAML 1.2', 'CDN', 'XML', 'Python', 'Hyprland configuration']) {
    structured[`${words} value`] = value(scalars, path);
  }
  for (const program of ['Hyprlock', 'Hypridle', 'Hyprpaper', 'Hyprsunset', 'River']) {
    structured[`${program} configuration value`] = value(scalars, path);
  }
  for (const browser of ['Firefox', 'Floorp', 'LibreWolf']) {
    structured[`${browser} preference (int, bool, string, and also attrs, list, float as a JSON string)`] = value(
      scalars,
      path,
    );
  }
  structured['Thunderbird preference (int, bool, string, and also attrs, list, float as a JSON string)'] = attrsOf(
    value(scalars, path),
  );
  for (const words of ['', ' or a list of them for duplicate keys', ' or a non-empty list of them']) {
    const member = `INI atom (null, bool, int, float or string)${words}`;
    structured[`section of an INI file (attrs of ${member})`] = attrsOf(structured[member]!);
  }
  structured['section of a kvconfig file (attrs of anything)'] = attrsOf(anything);
  for (const kind of ['automount', 'mount', 'path', 'service', 'slice', 'socket', 'target', 'timer']) {
    const primitive = [bool, int, str, path];
    const member = either(...primitive, listOf(either(...primitive)));
    structured[`systemd ${kind} unit configuration`] = attrsOf(attrsOf(member));
  }

  const free = ['anything', 'raw value', 'unspecified value', 'unspecified', 'systemd option', 'none'];
  const opaque = [
    'inline lua',
    'optionType',
    'option declaration',
    'fileset',
    'Nixpkgs package set',
    'An evaluation of Nixpkgs; the top level attribute set of packages',
    'nixpkgs overlay',
    'An overlay function, takes self and super and returns an attribute set overriding the desired attributes.',
    'Function that takes an attribute set and returns a list containing a selection of the values of the input set',
  ];
  const packages = [
    'package with provided sessions',
    'package that is a Home Assistant component',
    'ibus-engine',
    'NetworkManager plug-in',
  ];
  return {
    ...named(free, (text) => ({ kind: 'anything', text })),
    ...named(opaque, (text) => ({ kind: 'opaque', text })),
    ...named(packages, (text) => ({ kind: 'named', text, of: pkg })),
    ...Object.fromEntries(
      Object.entries(structured).map(([text, of]) => [
        text,
        of.kind === 'value' ? { ...of, text } : { kind: 'named', text, of },
      ]),
    ),
    ...plain,
    'JSON value': { ...value(scalars, path), text: 'JSON value' },
    'Toplevel NixOS config': { kind: 'module', text: 'Toplevel NixOS config', whole: true },
    'nixpkgs config': { kind: 'named', text: 'nixpkgs config', of: set },
    'path or package': either(path, pkg),
  };
}

function named(texts: readonly string[], type: (text: string) => OptionType): Record<string, OptionType> {
  return Object.fromEntries(texts.map((text) => [text, type(text)]));
}

/** One clause of a file's mode, as chmod takes it. */
const MODE = '[ugoa]*([-+=]([rwxXst]*|[ugo]))+';

/** Data of a file format. */
function value(
  scalars: readonly OptionType[],
  path?: OptionType,
  but: { nullable?: boolean; lists?: boolean; sets?: boolean } = {},
): OptionType & { kind: 'value' } {
  return {
    kind: 'value',
    text: '',
    scalars: path ? [...scalars, path] : scalars,
    nullable: but.nullable ?? true,
    lists: but.lists ?? true,
    sets: but.sets ?? true,
  };
}

/**
 * Descriptions with a meaning of their own: those of nixpkgs' plain types, and
 * those that modules and file formats of nixpkgs, home-manager and nix-darwin
 * give types that they build (where several modules share the words and differ
 * in what they take, the one that takes most).
 */
export const KNOWN_TYPES: ReadonlyMap<string, OptionType> = new Map(Object.entries(table()));
