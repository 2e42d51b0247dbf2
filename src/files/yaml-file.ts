import { Construct } from 'constructs';
import type * as Yaml from 'yaml';
import { CommentedDataFileProps, DataFile } from './data-file';
import { nixFormat } from './data-format';

/** Props of `YamlFile`. */
export interface YamlFileProps extends CommentedDataFileProps {}

/**
 * Data as a YAML file, of a System or of the project. Strings that any
 * version of YAML would read as something else (`yes`, `on`, `1:20`, a date)
 * stand in quotes, so readers of YAML 1.1 and of 1.2 get the same.
 *
 * @example
 * import { Host, YamlFile } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * const dashboard = new YamlFile(laddie, 'dashboard', {
 *   data: { title: 'Attic', refresh: '5m', pages: [{ name: 'Home', columns: 2 }] },
 * });
 * laddie.addOptions({ environment: { etc: { 'dashboard.yaml': { source: dashboard.file } } } });
 */
export class YamlFile extends DataFile {
  /**
   * @throws `NIX_NOT_DATA` for what is no plain data, with its key path; `FILE_PLACE` where the construct stands in no
   * System and no projectPath is given; `FILE_REFERENCE` for Exprs in a file of the project; `FILE_MODULE_SYSTEM` for
   * `mkDefault` and the like among the data
   */
  constructor(scope: Construct, id: string, props: YamlFileProps) {
    super(scope, id, props);
    this._write({
      extension: 'yaml',
      text: (data) => this._comment('#') + yamlText(data),
      generator: () => nixFormat('yaml'),
    });
  }
}

/** Characters that some reader takes for the end of a line or drops: written as escapes. */
const UNSAFE = /[\u007f-\u009f\u2028\u2029\ufeff]/g;

function yamlText(data: unknown): string {
  // Loaded where it is needed: it takes longer than all the rest of a synth.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { Document, Scalar, visit } = require('yaml') as typeof Yaml;
  const document = new Document(data, { compat: 'yaml-1.1', aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_, node) => {
      const { value } = node;
      if (typeof value !== 'string') return;
      // `=` alone is a type of YAML 1.1 that its readers refuse.
      // A block cannot begin with an empty or indented line without saying how far it is indented.
      if (value === '=' || value.search(UNSAFE) >= 0 || /^\s[^]*\n/.test(value)) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  return document
    .toString({ lineWidth: 0, blockQuote: 'literal', doubleQuotedMinMultiLineLength: Infinity })
    .replace(UNSAFE, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
