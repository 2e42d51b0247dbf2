import type * as Yaml from 'yaml';
import { Data } from './workflow-data';

/**
 * A workflow as YAML. GitHub reads version 1.2, so `on` needs no quotes.
 * @param versions what the commits of actions are, by `uses`
 */
export function workflowText(data: Data, versions: ReadonlyMap<string, string>): string {
  // Loaded where it is needed: it takes longer than all the rest of a synth.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { Document, isScalar, Scalar, visit } = require('yaml') as typeof Yaml;
  const document = new Document(data, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_, node) => {
      // A block cannot begin with an empty or indented line without saying how far it is indented.
      if (typeof node.value === 'string' && /^\s[^]*\n/.test(node.value)) node.type = Scalar.QUOTE_DOUBLE;
    },
    Pair: (_, { key, value }) => {
      if (!isScalar(key) || key.value !== 'uses' || !isScalar(value)) return;
      const version = versions.get(String(value.value));
      if (version !== undefined) value.comment = ` ${version}`;
    },
  });
  const text = document.toString({
    lineWidth: 0,
    blockQuote: 'literal',
    singleQuote: true,
    doubleQuotedMinMultiLineLength: Infinity,
  });
  return `# Written by cosmo: change the estate, not this file.\n${text}`;
}
