import { plainMarkdown } from './markdown';
import { commentLines } from './schema-text';
import type { CatalogueOption } from '../catalogue';

/** Longer texts are cut: a comment is there to be read beside the code. */
const LONGEST = 2_000;
/** Types whose description says nothing that the type of TypeScript does not. */
const SAID =
  /^(?:|boolean|string|path|package|submodule|anything|attribute set|(?:list|attribute set) of (?:string|boolean|package|path|\(?submodule\)?)|null or (?:string|boolean|path|package|\(?submodule\)?)|(?:null or )?one of .*)$/;

/**
 * The documentation comment of an option: what it is for, what its type does
 * not say, its default, an example, where it is declared. Nothing in it can
 * end the comment.
 */
export function docComment(option: CatalogueOption, indent: string): string {
  const lines: string[] = [];
  const add = (...more: string[]): void => void lines.push(...more);
  const { description, typeText, defaultText, exampleText, declarations = [] } = option;
  if (description?.trim()) add(...commentLines(cut(plainMarkdown(description))));
  if (!SAID.test(typeText)) {
    if (lines.length > 0) add('');
    add(...commentLines(`Type: ${oneLine(typeText)}`));
  }
  if (option.readOnly) {
    if (lines.length > 0) add('');
    add('Read-only: the module that declares it sets it.');
  }
  // No `@see`: the compiler reads comments for it, which takes it longer than all else, and skips those without.
  if (declarations.length > 0) {
    if (lines.length > 0) add('');
    add(...commentLines(`Declared in ${declarations.slice(0, 3).map(oneLine).join(', ')}.`));
  }
  if (defaultText?.trim()) add(...tag('default', defaultText));
  if (exampleText?.trim()) add(...tag('example', exampleText));
  if (lines.length === 0) return '';
  if (lines.length === 1) return `${indent}/** ${lines[0]} */\n`;
  return `${indent}/**\n${lines.map((line) => `${indent} *${line === '' ? '' : ` ${line}`}\n`).join('')}${indent} */\n`;
}

/** A tag with its text, which starts on a line of its own where it has several. */
function tag(name: string, text: string): string[] {
  const lines = commentLines(cut(text.trim()));
  return lines.length === 1 ? [`@${name} ${lines[0]}`] : [`@${name}`, ...lines];
}

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

function oneLine(text: string): string {
  return cut(text.replace(/\s+/g, ' ').trim());
}
