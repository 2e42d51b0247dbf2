/** A text as one word of bash. */
export function bashWord(text: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text)) return text;
  // A $ or a backslash in single quotes is what ShellCheck takes for a mistake.
  if (!/['$`\\]/.test(text)) return `'${text}'`;
  return `"${text.replace(/["$`\\]/g, '\\$&')}"`;
}

/** Texts as words of bash. */
export function bashWords(...texts: string[]): string {
  return texts.map(bashWord).join(' ');
}
