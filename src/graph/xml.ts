/** A text for XML: between tags, or as the value of an attribute in double quotes. */
export function xml(text: string): string {
  return text.replace(NO_XML, '\uFFFD').replace(/[&<>"]/g, (sign) => SIGNS[sign]!);
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What no XML document can hold: control characters, halves of pairs. */
// eslint-disable-next-line no-control-regex
const NO_XML =
  /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
