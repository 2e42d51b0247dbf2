import type { EstateDiff, SystemDiff } from '../../diff';
import { isSame } from '../../diff';
import type { Line } from '../../diff/show';
import { showChange } from '../../diff/show';
import {
  countsOf,
  dangerPlace,
  dangerValues,
  fileLines,
  headline,
  inputLines,
  linesOf,
  titleOf,
} from '../../diff/words';
import { Style } from '../style';

/** How a comparison is printed. */
export interface DiffText {
  readonly style: Style;
  readonly width: number;
  /** Every change, in full. */
  readonly verbose?: boolean;
  /** Dangers and the line that counts alone. */
  readonly quiet?: boolean;
}

/** How many lines of one System are printed. */
const MOST = 40;

/** A comparison for a person: Systems, the flake, other files, who else is affected, and at its end the dangers. */
export function diffText(diff: EstateDiff, options: DiffText): string {
  const parts = options.quiet || isSame(diff) ? [] : changesOf(diff, options);
  if (diff.dangers.length > 0) parts.push(dangersOf(diff, options));
  parts.push(`${headline(diff)} (compared with ${diff.before.name})\n`);
  return parts.join('\n');
}

function changesOf(diff: EstateDiff, options: DiffText): string[] {
  const { style } = options;
  const { systems, inputs, outputs, files, projectFiles, affected, unaffected } = diff;
  const parts = systems.map((system) => systemText(system, options));
  const flake = [...inputs.flatMap(inputLines), ...outputs.flatMap((change) => showChange(change))];
  if (flake.length > 0) parts.push(section('the flake', '', flake, options));
  const others = [...files, ...projectFiles].flatMap(fileLines);
  if (others.length > 0) parts.push(section('other files', '', others, options));
  const rest = [
    ...affected.map(({ system, through }) => `${style.bold(system.name)} changes through ${through.join(', ')}\n`),
    ...(unaffected.length > 0
      ? [style.dim(`unaffected: ${unaffected.map(({ name }) => name).join(', ')}`) + '\n']
      : []),
  ];
  return rest.length > 0 ? [...parts, rest.join('')] : parts;
}

function systemText(diff: SystemDiff, options: DiffText): string {
  const isWhole = diff.kind === 'changed' || options.verbose;
  const lines = isWhole ? linesOf(diff) : [];
  return section(titleOf(diff.system), countsOf(diff), lines, options);
}

function section(title: string, counts: string, lines: readonly Line[], options: DiffText): string {
  const { style, verbose } = options;
  const told = verbose ? lines : lines.slice(0, MOST);
  const text = told.map((line) => `${lineText(line, options)}\n`);
  if (told.length < lines.length) text.push(style.dim(`  … and ${lines.length - told.length} more (--verbose)\n`));
  return `${style.bold(title)}${counts === '' ? '' : style.dim(`: ${counts}`)}\n${text.join('')}`;
}

function lineText({ sign, text }: Line, { style, width, verbose }: DiffText): string {
  const line = `${sign} ${verbose ? text.replaceAll('\n', '\n    ') : cut(text.replace(/\s*\n\s*/g, ' '), width - 4)}`;
  return `  ${paint(sign, line, style)}`;
}

function paint(sign: Line['sign'], text: string, style: Style): string {
  if (sign === '+') return style.green(text);
  if (sign === '-') return style.red(text);
  return sign === '~' || sign === '>' ? style.yellow(text) : text;
}

function dangersOf({ dangers }: EstateDiff, { style, width, verbose }: DiffText): string {
  const lines = dangers.map((danger) => {
    const place = dangerPlace(danger);
    const values = dangerValues(danger);
    const head = `  ${style.red('!')} ${style.bold(danger.code)} ${danger.message}\n`;
    const where = [place, values].filter((part) => part !== undefined && part !== '').join(': ');
    const line = verbose ? where : cut(where.replace(/\s*\n\s*/g, ' '), width - 6);
    return where === '' ? head : `${head}      ${line}\n`;
  });
  return `${style.red('Dangerous')}\n${lines.join('')}`;
}

function cut(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}
