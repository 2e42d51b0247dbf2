/** A text as one word of bash. */
export function bashWord(text: string): string {
  if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(text)) return text;
  // Single quotes with a $ in them are what ShellCheck takes for a mistake.
  if (!/['$`]/.test(text)) return `'${text}'`;
  return `"${text.replace(/["$`\\]/g, '\\$&')}"`;
}

/** Texts as words of bash. */
export function bashWords(...texts: string[]): string {
  return texts.map(bashWord).join(' ');
}
