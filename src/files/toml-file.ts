import { Construct } from 'constructs';
import { CommentedDataFileProps, DataFile } from './data-file';
import { nixFormat } from './data-format';
import { isObject } from './plain-data';
import { tomlText } from './toml-text';
import { Refuse } from '../app/refuse';
import { Key } from '../nix/data';
import { formatKeyPath } from '../nix/error';

/** Props of `TomlFile`. */
export interface TomlFileProps extends CommentedDataFileProps {}

/**
 * Data as a TOML file (version 1.0), of a System or of the project. The
 * values of a table come before the tables inside it.
 *
 * @example
 * import { Host, Nix, TomlFile } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * // It refers to a package, so Nix writes it.
 * const bridge = new TomlFile(laddie, 'bridge', {
 *   data: { mqtt: { host: 'localhost', port: 1883 }, notify: { command: Nix.str([Nix.pkg('ntfy-sh'), '/bin/ntfy']) } },
 * });
 * laddie.addOptions({ environment: { etc: { 'bridge.toml': { source: bridge.file } } } });
 */
export class TomlFile extends DataFile {
  /**
   * @throws `NIX_NOT_DATA` for what is no plain data, with its key path; `FILE_TOML` where the data is no object, or
   * holds null; `FILE_PLACE` where the construct stands in no System and no projectPath is given; `FILE_REFERENCE` for
   * Exprs in a file of the project; `FILE_MODULE_SYSTEM` for `mkDefault` and the like among the data
   */
  constructor(scope: Construct, id: string, props: TomlFileProps) {
    super(scope, id, props);
    this._write({
      extension: 'toml',
      check: (data, refuse) => {
        if (!isObject(data)) refuse('FILE_TOML', 'a TOML file is a table', 'give an object', 'data');
        checkToml(data, ['data'], refuse);
      },
      text: (data) => this._comment('#') + tomlText(data),
      generator: () => nixFormat('toml'),
    });
  }
}

function checkToml(value: unknown, path: readonly Key[], refuse: Refuse): void {
  if (value === null) {
    refuse('FILE_TOML', 'TOML has no null', 'leave the key out', formatKeyPath(path));
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => checkToml(item, [...path, index], refuse));
  } else if (isObject(value)) {
    for (const [key, member] of Object.entries(value)) checkToml(member, [...path, key], refuse);
  }
}
