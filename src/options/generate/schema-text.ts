/**
 * Text of a catalogue on its way into generated TypeScript. Whoever wrote the
 * catalogue is not trusted: no text of theirs ends a comment, a string or a line.
 */

/** What ends a line for TypeScript, or hides what follows from a reader. */
const LINE_ENDS = /\r\n?|[\u2028\u2029\u0085\v\f]/g;
// eslint-disable-next-line no-control-regex
const UNPRINTABLE =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A string of TypeScript that holds exactly this text. */
export function stringText(text: string): string {
  // JSON leaves nothing that could end the string; what is odd to look at is escaped as well.
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The name of a property as it stands in an interface: bare where TypeScript allows it, else in quotes. */
export function propertyText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : stringText(name);
}

/**
 * Text as the lines of a documentation comment: none of them can end it, and
 * none begins a tag such as `@deprecated` that the generator did not write.
 */
export function commentLines(text: string): string[] {
  return text
    .replace(LINE_ENDS, '\n')
    .replace(UNPRINTABLE, '')
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(/\*(?=\/)/g, '*\\')
    .replace(/(^|[\s\u200b{])@/g, '$1\\@')
    .split('\n')
    .map((line) => line.trimEnd());
}
