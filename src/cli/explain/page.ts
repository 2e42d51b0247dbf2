import type { Refusal } from './refusals';
import { sentence } from '../../rules/page';
import type { KnownRule } from '../report/rules';
import { wrap } from '../report/wrap';
import { Style } from '../style';

/** How a page is printed. */
export interface PageOptions {
  readonly style: Style;
  readonly width: number;
}

/** The page of a rule for a terminal. */
export function ruleText(rule: KnownRule, { style, width }: PageOptions): string {
  const { code, severity, title, reason, source, topic, breaks, holds } = rule;
  const from = topic ?? 'a rule of this project';
  return [
    `${style.bold(code)}  ${style.severity(severity)}  ${style.dim(from)}`,
    wrap(`${title}.`, width),
    wrap(sentence(reason), width),
    wrap(`${source}.`.replace(/\.\.$/, '.'), width, 'Source: '),
    ...example('Breaks it:', breaks, style),
    ...example('Does not:', holds, style),
    ...acknowledge(rule, style),
  ].join('\n\n');
}

/** What is said of a code that belongs to no rule. */
export function otherText(
  code: string,
  { severity, title, text }: { readonly severity: string; readonly title: string; readonly text: string },
  { style, width }: PageOptions,
): string {
  return [`${style.bold(code)}  ${style.severity(severity)}`, wrap(`${title}.`, width), wrap(text, width)].join('\n\n');
}

/** The places of the library that refuse something by a code. */
export function refusalsText(code: string, refusals: readonly Refusal[], { style, width }: PageOptions): string {
  const owners = new Map<string, string[]>();
  for (const { owner, text } of refusals) owners.set(text, [...(owners.get(text) ?? []), owner]);
  const places = [...owners].map(([text, all]) => `${wrap(all.join(', '), width, '  ')}\n${wrap(text, width, '    ')}`);
  return [
    `${style.bold(code)}  ${style.severity('error')}  ${style.dim('refused while the program runs')}`,
    ...places,
  ].join('\n\n');
}

/** The rules in a table, one a line. */
export function listText(rules: readonly KnownRule[], { style, width }: PageOptions): string {
  const codes = Math.max(0, ...rules.map(({ code }) => code.length));
  return rules
    .map(({ code, severity, title }) => {
      const head = `${code.padEnd(codes)}  ${severity.padEnd(7)}  `;
      const text =
        head.length + title.length > width ? `${title.slice(0, Math.max(width - head.length - 1, 10))}…` : title;
      return `${style.bold(code)}${' '.repeat(codes - code.length)}  ${style.severity(severity)}${' '.repeat(7 - severity.length)}  ${text}\n`;
    })
    .join('');
}

function example(title: string, code: string, style: Style): string[] {
  if (typeof code !== 'string' || code.trim() === '') return [];
  return [title, code.trim().replace(/^(?=.)/gm, '    ')].map((text, index) => (index === 0 ? style.dim(text) : text));
}

function acknowledge({ severity, code }: KnownRule, style: Style): string[] {
  if (severity === 'error') return [];
  return [style.dim('Where it is meant:'), `    Policy.acknowledge(construct, '${code}', 'why it is meant');`];
}
