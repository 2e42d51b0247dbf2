import { CatalogueOption } from './catalogue';
import { splitKeyPath, unescapeText } from '../nix/escape';

/** What an options.json holds. */
export interface ReadOptions {
  readonly options: readonly CatalogueOption[];
  /** What could not be read, in words; reading never stops for it. */
  readonly problems: readonly string[];
}

/**
 * Read the text of an options.json, as nixosOptionsDoc writes it: a set of
 * options by name, or a list of them. A field that is not of the form known is
 * left out; an entry that is no option at all is left out and told of.
 *
 * @throws SyntaxError where the text is no JSON
 */
export function readOptions(text: string): ReadOptions {
  const data: unknown = JSON.parse(text);
  const options: CatalogueOption[] = [];
  const problems: string[] = [];
  if (typeof data !== 'object' || data === null) {
    return { options, problems: [`options by their names are expected, not ${data === null ? 'null' : typeof data}`] };
  }
  const entries: [string | undefined, unknown][] = Array.isArray(data)
    ? data.map((entry) => [textOf((entry as { name?: unknown } | null)?.name), entry])
    : Object.entries(data);
  for (const [name, entry] of entries) {
    const option = readOption(name, entry);
    if (typeof option === 'string') problems.push(option);
    else options.push(option);
  }
  return { options, problems };
}

function readOption(name: string | undefined, entry: unknown): CatalogueOption | string {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    return `${name ?? 'an entry'}: no option, but ${JSON.stringify(entry)?.slice(0, 40)}`;
  }
  const fields = entry as Readonly<Record<string, unknown>>;
  const loc = locOf(fields.loc) ?? (name === undefined ? undefined : segments(name));
  if (!loc || loc.length === 0) return `${name ?? 'an entry'}: neither a path nor a name that is one`;
  return {
    loc,
    typeText: textOf(fields.type) ?? '',
    readOnly: fields.readOnly === true,
    description: textOf(fields.description),
    defaultText: textOf(fields.default),
    exampleText: textOf(fields.example),
    declarations: declarationsOf(fields.declarations),
  };
}

function locOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((part) => typeof part === 'string') ? (value as string[]) : undefined;
}

/** A name by its segments. `<name>` and `*` are no names of Nix, but stand between dots like them. */
function segments(name: string): readonly string[] | undefined {
  const plain = /^[^"]*$/.test(name);
  if (plain) return name.split('.');
  return splitKeyPath(name)?.map(({ source, quoted }) => (quoted ? unescapeText(source) : source));
}

/** Text, or the text of `literalExpression`, `literalMD` and `mdDoc`. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const { text } = value as { text?: unknown };
  return typeof text === 'string' ? text : undefined;
}

function declarationsOf(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const found = value.flatMap((one: unknown) => {
    if (typeof one === 'string') return [one];
    const { url, name } = (one ?? {}) as { url?: unknown; name?: unknown };
    return typeof url === 'string' ? [url] : typeof name === 'string' ? [name] : [];
  });
  return found.length > 0 ? found : undefined;
}
