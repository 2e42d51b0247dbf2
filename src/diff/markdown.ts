import type { Danger } from './dangers';
import { EstateDiff, isSame } from './diff';
import { Line, showChange } from './show';
import { countsOf, dangerPlace, dangerValues, fileLines, headline, inputLines, linesOf, titleOf } from './words';

/** What a comment on GitHub may have, with room for what else stands in it. */
const MOST = 60_000;
/** How many lines of a System are told. */
const MOST_LINES = 200;

/** A comparison for a pull request: dangers first, then each System in a part that opens. */
export function diffMarkdown(diff: EstateDiff): string {
  const { systems, affected, unaffected, inputs, outputs, files, projectFiles, dangers } = diff;
  const parts = [`## ${capital(headline(diff))}\n`, `Compared with ${code(diff.before.name)}.\n`];
  if (isSame(diff)) return parts.join('\n');
  if (dangers.length > 0) parts.push(`### ⚠️ Dangerous\n\n${dangers.map(dangerItem).join('\n')}\n`);
  for (const system of systems) {
    const lines = system.kind === 'removed' ? [] : linesOf(system);
    parts.push(details(titleOf(system.system), countsOf(system), lines));
  }
  const flake: Line[] = [...inputs.flatMap(inputLines), ...outputs.flatMap((change) => showChange(change))];
  if (flake.length > 0) parts.push(details('The flake', `${flake.length}`, flake));
  const others = [...files, ...projectFiles].flatMap(fileLines);
  if (others.length > 0) parts.push(details('Other files', `${files.length + projectFiles.length}`, others));
  if (affected.length > 0) {
    const items = affected.map(({ system, through }) => `- ${code(system.name)}: ${through.map(code).join(', ')}`);
    parts.push(`**Changed through others**\n\n${items.join('\n')}\n`);
  }
  if (unaffected.length > 0) parts.push(`**Unaffected:** ${unaffected.map(({ name }) => code(name)).join(', ')}\n`);
  return fitted(parts);
}

/** The parts that fit into a comment. */
function fitted(parts: readonly string[]): string {
  let text = '';
  let left = parts.length;
  for (const part of parts) {
    if (text.length + part.length > MOST) break;
    text += `${part}\n`;
    left--;
  }
  return left === 0
    ? text.replace(/\n+$/, '\n')
    : `${text}_${left} more parts do not fit: \`cosmo diff\` tells them._\n`;
}

function dangerItem(danger: Danger): string {
  const values = dangerValues(danger);
  const place = dangerPlace(danger);
  const what = `- **${danger.code}** ${escape(danger.message)}${place !== '' ? `: ${code(place)}` : ''}`;
  return values === undefined ? what : `${what} ${code(cut(values))}`;
}

function details(title: string, counts: string, lines: readonly Line[]): string {
  if (lines.length === 0) return `**${escape(title)}**: ${escape(counts)}\n`;
  const told = lines.slice(0, MOST_LINES).map(({ sign, text }) => `${SIGNS[sign]} ${text.replaceAll('\n', '\n  ')}`);
  if (told.length < lines.length) told.push(`# … and ${lines.length - told.length} more`);
  const body = told.join('\n');
  const fence = '`'.repeat(Math.max(3, ...[...body.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  return `<details><summary><b>${html(title)}</b>: ${html(counts)}</summary>\n\n${fence}diff\n${body}\n${fence}\n\n</details>\n`;
}

/** As the highlighting of a diff has them: `!` is a change, `#` a remark. */
const SIGNS: Readonly<Record<Line['sign'], string>> = { '+': '+', '-': '-', '~': '!', '>': '#', ' ': ' ' };

/** A value in a line of text, whatever is in it. */
function code(text: string): string {
  const line = text.replace(/\s*\n\s*/g, ' ');
  const ticks = '`'.repeat(Math.max(0, ...[...line.matchAll(/`+/g)].map(([some]) => some.length)) + 1);
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${ticks}${space}${line}${space}${ticks}`;
}

function html(text: string): string {
  return text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign]!);
}

function escape(text: string): string {
  return html(text).replace(/[*_`[\]|\\@#]/g, '\\$&');
}

function cut(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
