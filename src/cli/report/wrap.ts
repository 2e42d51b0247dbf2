/** Where the width of what reads is not known. */
const USUAL_WIDTH = 100;
const LEAST_WIDTH = 40;

/** How many columns there are to print in: the terminal's, or what `COLUMNS` says, or the usual. */
export function widthOf(stream: { readonly columns?: number }): number {
  const said = Number(process.env.COLUMNS);
  const width = stream.columns || (Number.isInteger(said) && said > 0 ? said : USUAL_WIDTH);
  return Math.max(width, LEAST_WIDTH);
}

/**
 * Break a text into lines of a width. Further lines are indented as asked;
 * what is quoted in backticks, and lines that are indented already, such as
 * an excerpt of a file, stay as they are.
 * @param before what stands before it in its first line
 */
export function wrap(text: string, width: number, before = '', indent = ' '.repeat(before.length)): string {
  const [first = '', ...rest] = text.split('\n');
  const further = rest.map((line) => (/^\s/.test(line) ? line : wrapLine(line, width, indent, indent)));
  return [wrapLine(first, width, before, indent), ...further].join('\n');
}

function wrapLine(line: string, width: number, before: string, indent: string): string {
  if (before.length + line.length <= width) return before + line;
  const lines: string[] = [];
  let current = before;
  let empty = true;
  for (const word of line.match(/(?:`[^`]*`|\S)+/g) ?? []) {
    if (!empty && current.length + 1 + word.length > width) {
      lines.push(current);
      current = indent;
      empty = true;
    }
    current += (empty ? '' : ' ') + word;
    empty = false;
  }
  return [...lines, current].join('\n');
}
