import { atom, Code, quote, stringAtom } from './code';
import { dedent } from '../nix/text-parts';

/** A part of a text: text, or TypeScript on one line that is put in. */
export type TextPart = string | { readonly code: string; readonly whole?: Code };

/**
 * The text for a template in which backslashes mean nothing (`nix`, `nix.text`): only `${` and backticks are
 * escaped. Undefined where that cannot say it.
 */
export function rawTemplate(parts: readonly TextPart[]): string | undefined {
  let text = '';
  for (const part of parts) {
    if (typeof part !== 'string') {
      if (/\\$/.test(text) || /(^|[^\\])\$$/.test(text)) return undefined;
      text += `\${${part.code}}`;
    } else {
      if (/\\(?:`|\$\{)|\r|[\0\ufeff]/.test(part) || !isWell(part)) return undefined;
      text += part.replace(/`|\$\{/g, '\\$&');
    }
  }
  return text.endsWith('\\') ||
    parts.some((part, i) => typeof part === 'string' && /\$$/.test(part) && i + 1 < parts.length)
    ? undefined
    : text;
}

function isWell(text: string): boolean {
  return !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text);
}

/** Text of several lines, or with values in it, as a string of Nix. */
export function textCode(parts: readonly TextPart[]): Code {
  const whole = parts.map((part) => (typeof part === 'string' ? part : '\u0001')).join('');
  const isPlain = parts.every((part) => typeof part === 'string');
  if (isPlain && (!whole.includes('\n') || (whole.indexOf('\n') === whole.length - 1 && whole.length < 90))) {
    return stringAtom(whole);
  }
  if (whole.includes('\n')) {
    const lines = linesOf(parts);
    if (lines) return { kind: 'template', tag: 'nix.text', lines };
    if (isPlain) return stringAtom(whole);
  }
  const values = parts.map((part) => (typeof part === 'string' ? quote(part) : part.code));
  const text = parts.map((part) => (typeof part === 'string' ? cooked(part) : `\${${part.code}}`)).join('');
  if (parts.every((part) => typeof part !== 'string' || (!/[\r\0\ufeff]/.test(part) && isWell(part)))) {
    return atom(`nix.str\`${text}\``);
  }
  return atom(`Nix.str([${values.join(', ')}])`);
}

/** Text in a template whose escapes are JavaScript's. */
function cooked(text: string): string {
  return text
    .replace(/[\\`]|\$(?=\{|$)/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(/\t/g, '\\t');
}

/** The lines of `nix.text`, where it gives the same text back. */
function linesOf(parts: readonly TextPart[]): string[] | undefined {
  const last = parts[parts.length - 1];
  // It drops what the last line is indented by, so the text must end with a line break.
  if (typeof last !== 'string' || !last.endsWith('\n')) return undefined;
  const template = rawTemplate(parts);
  if (template === undefined) return undefined;
  const lines = template.slice(0, -1).split('\n');
  const given = parts.map((part) => (typeof part === 'string' ? part : undefined));
  const laid = given.map((text, index) => {
    if (text === undefined) return undefined;
    const indented = text.replace(/\n(?!\n)/g, '\n  ');
    return (index === 0 ? `\n${text.startsWith('\n') ? '' : '  '}` : '') + indented;
  });
  if (given[0] === undefined) laid.unshift('\n  ');
  const back = dedent(laid);
  const want = given[0] === undefined ? ['', ...given] : given;
  return want.every((text, index) => text === back[index]) ? lines : undefined;
}
