import { Language } from './settings';

/** How wide programs are written. */
const WIDTH = 100;

/** A part of a program: what it imports, and its lines. */
export interface ProgramPart {
  readonly imports: readonly string[];
  readonly text: string;
}

/** Parts of a program, one after the other with an empty line between. */
export function program(language: Language, parts: readonly (ProgramPart | undefined)[]): string {
  const present = parts.filter((part) => part !== undefined);
  const names = [...new Set(present.flatMap(({ imports }) => imports))].sort((a, b) =>
    a.toLowerCase() < b.toLowerCase() ? -1 : 1,
  );
  const texts = present.map(({ text }) => text.replace(/^\n/, '').trimEnd());
  return `${[importOf(language, names), ...texts].join('\n\n')}\n`;
}

function importOf(language: Language, names: readonly string[]): string {
  if (language === Language.PYTHON) {
    const line = `from cosmo_nix import ${names.join(', ')}`;
    return line.length <= 88 ? line : `from cosmo_nix import (\n${names.map((name) => `    ${name},\n`).join('')})`;
  }
  const line = `import { ${names.join(', ')} } from 'cosmo-nix';`;
  return line.length <= WIDTH ? line : `import {\n${names.map((name) => `  ${name},\n`).join('')}} from 'cosmo-nix';`;
}

/** A text in quotes: single ones in a script, double ones in Python. */
export function quoted(language: Language, text: string): string {
  const inQuotes = JSON.stringify(text);
  if (language === Language.PYTHON || text.includes("'")) return inQuotes;
  return `'${inQuotes.slice(1, -1).replace(/\\"/g, '"')}'`;
}

/** The assignment of a list of texts, over several lines where one is too short. */
export function listOf(language: Language, start: string, items: readonly string[], end: string): string {
  const texts = items.map((item) => quoted(language, item));
  const line = `${start}[${texts.join(', ')}]${end}`;
  if (line.length <= 80) return line;
  const indent = language === Language.PYTHON ? '    ' : '  ';
  return `${start}[\n${texts.map((text) => `${indent}${text},\n`).join('')}]${end}`;
}

/** Lines of a comment. */
export function comment(language: Language, ...lines: readonly string[]): string {
  return lines.map((line) => `${language === Language.PYTHON ? '#' : '//'} ${line}`).join('\n');
}

/** `package.json` as npm writes it. */
export function packageJsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

/** JSON as a file of a project; lists of texts stand in one line. */
export function json(value: unknown): string {
  return packageJsonText(value).replace(/\[\s*([^[\]{}]*?)\s*\]/g, (_list, items: string) => {
    return `[${items.replace(/\s*\n\s*/g, ' ')}]`;
  });
}
