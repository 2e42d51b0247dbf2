import { Construct } from 'constructs';
import { DataFile, DataFileProps } from './data-file';
import { nixFormat } from './data-format';
import { isObject } from './plain-data';

/** Props of `JsonFile`. */
export interface JsonFileProps extends DataFileProps {}

/**
 * Data as a JSON file, of a System or of the project: indented by two
 * spaces, its members in the order they were given.
 *
 * @example
 * import { App, JsonFile } from 'cosmo-nix';
 * declare const app: App;
 *
 * // A file of the repository; below a host it would be one of the host.
 * new JsonFile(app, 'renovate', {
 *   projectPath: 'renovate.json',
 *   data: { extends: ['config:recommended'], nix: { enabled: true } },
 * });
 */
export class JsonFile extends DataFile {
  /**
   * @throws `NIX_NOT_DATA` for what is no plain data, with its key path; `FILE_PLACE` where the construct stands in no
   * System and no projectPath is given; `FILE_REFERENCE` for Exprs in a file of the project; `FILE_MODULE_SYSTEM` for
   * `mkDefault` and the like among the data
   */
  constructor(scope: Construct, id: string, props: JsonFileProps) {
    super(scope, id, props);
    this._write({
      extension: 'json',
      text: (data) => `${jsonText(data, '')}\n`,
      generator: () => nixFormat('json'),
    });
  }
}

/** As `JSON.stringify`, and whole numbers of 64 bits exactly. */
function jsonText(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) {
    return block(
      '[',
      ']',
      indent,
      value.map((item) => inner + jsonText(item, inner)),
    );
  }
  if (isObject(value)) {
    const members = Object.entries(value);
    return block(
      '{',
      '}',
      indent,
      members.map(([key, member]) => `${inner}${JSON.stringify(key)}: ${jsonText(member, inner)}`),
    );
  }
  return JSON.stringify(value);
}

function block(open: string, close: string, indent: string, lines: readonly string[]): string {
  return lines.length === 0 ? open + close : `${open}\n${lines.join(',\n')}\n${indent}${close}`;
}
