/** What generated files say of themselves. */
const SAYS = 'Written by cosmo: change the estate, not this file.';
/** In which of the first lines it may stand. */
const FIRST_LINES = 3;

/**
 * A generated file without the line that says who wrote it. What stood in that line of a description stays.
 * @param names the paths of the construct that made it, and of the file: they are no descriptions
 */
export function withoutHeadline(text: string, names: readonly string[]): string {
  const lines = text.split('\n');
  for (let at = 0; at < Math.min(FIRST_LINES, lines.length); at++) {
    const match = /^(\s*)(#|\/\/|;|<!--) ?(.*)$/.exec(lines[at]!);
    if (!match?.[3]!.includes(SAYS)) continue;
    const [, indent, mark, said] = match;
    const description = said!.slice(0, said!.indexOf(SAYS)).trim().replace(/\.$/, '');
    if (description === '' || isName(description, names)) lines.splice(at, 1);
    else lines[at] = `${indent}${mark} ${description}${mark === '<!--' ? ' -->' : ''}`;
    return lines.join('\n');
  }
  return text;
}

/** Whether a description is but a path, as files are described by default. */
function isName(description: string, names: readonly string[]): boolean {
  return names
    .flatMap((name) => [name, name.replace(/\/(module|Module|Resource|Default)$/, '').replace(/\$/g, '')])
    .some((name) => name.replace(/\s+/g, ' ') === description);
}
