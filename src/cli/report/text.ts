import type { DiagnosticPlace } from '../../app/diagnostics';
import type { CosmoError } from '../../app/error';
import { formatPlaces, Place, shownPlace } from '../source-line';
import { Style } from '../style';
import type { Findings, Located, LocatedAcknowledged, Party } from './finding';
import { anonymous, Group, grouped } from './group';
import { ruleOf } from './rules';
import { wrap } from './wrap';

/** How many further places of one finding are named, before the rest is counted. */
const MOST_PLACES = 5;
/** How many names of a group. */
const MOST_NAMES = 5;
/** How many groups of one code. */
const MOST_GROUPS = 10;

/** How findings are printed. */
export interface TextOptions {
  readonly style: Style;
  /** Columns. */
  readonly width: number;
  /** The project's root. */
  readonly root: string;
  /** Print all places, and each finding by itself. */
  readonly verbose: boolean;
}

/** Findings as text for a person: those of one cause together, with an empty line between. */
export function findingsText(found: readonly Located[], options: TextOptions): string {
  const groups: readonly Group[] = options.verbose ? found.map((first) => ({ first, others: [] })) : grouped(found);
  const printed = new Map<string, number>();
  const left = new Map<string, number>();
  const texts: string[] = [];
  for (const group of groups) {
    const { code } = group.first.finding;
    const before = printed.get(code) ?? 0;
    printed.set(code, before + 1);
    if (options.verbose || before < MOST_GROUPS) texts.push(groupText(group, options));
    else left.set(code, (left.get(code) ?? 0) + 1 + group.others.length);
  }
  const more = [...left].map(([code, count]) => options.style.dim(`… and ${count} more of ${code}`) + '\n');
  return [...texts, ...more].join('\n');
}

/** Findings that are acknowledged, one a line. */
export function acknowledgedText(found: readonly LocatedAcknowledged[], { style, width }: TextOptions): string {
  return found
    .map(({ finding, reason }) => {
      const { code, path, message } = finding;
      const head = wrap(`acknowledged ${code}: ${message}`, width, '', '    ');
      return `${style.dim(head)}\n  at ${nameOf(path)}\n${wrap(reason, width, '  reason: ')}\n\n`;
    })
    .join('');
}

/** What the program was refused, as text; where it comes from is for others to say. */
export function errorText({ code, problem, path, keyPath, why, mend }: CosmoError, options: TextOptions): string {
  const { style, width } = options;
  const at = [path, keyPath].filter((part) => part !== undefined).join(', ');
  const lines = [wrap(`error ${code}: ${problem}`, width, '', '    ')];
  if (at !== '') lines.push(wrap(at, width, '  at '));
  if (why) lines.push(wrap(why, width, '  why: '));
  if (mend) lines.push(wrap(mend, width, '  mend: '));
  return style.finding(lines.join('\n'));
}

/** Where more is to be read of what was found: a command, for the first finding that has a rule. */
export function explainHint({ open, rules }: Findings, { style }: TextOptions): string {
  const code = open.map(({ finding }) => finding.code).find((one) => ruleOf(one, rules) !== undefined);
  return code === undefined ? '' : style.dim(`cosmo explain ${code} says more`) + '\n';
}

function groupText({ first, others }: Group, options: TextOptions): string {
  const { style, width, root } = options;
  const { finding, places, related, also } = first;
  const times = others.length > 0 ? ` (${others.length + 1} times)` : '';
  const lines = [wrap(`${finding.severity} ${finding.code}${times}: ${finding.message}`, width, '', '    ')];
  const add = (text: string, label: string) => lines.push(wrap(text, width, `  ${label} `));
  add(nameOf(finding.path) + (finding.keyPath ? `, ${finding.keyPath}` : ''), 'at');
  const most = options.verbose ? Infinity : MOST_PLACES;
  for (const text of partyTexts(related.slice(0, most), root)) add(text, 'with');
  if (related.length > most) add(`${related.length - most} more`, 'with');
  for (const one of also.slice(0, most)) add(alsoText(one, finding.message, root), 'also at');
  if (also.length > most) add(`${also.length - most} more places`, 'also at');
  if (others.length > 0) lines.push(...othersText(first, others, options));
  if (finding.why) add(finding.why, 'why:');
  if (finding.mend) add(finding.mend, 'mend:');
  if (places.length > 0) lines.push(formatPlaces(places, root, width));
  return `${style.finding(lines.join('\n'))}\n`;
}

/** The others of a group: by name, where they say the same of another construct, else by what they say. */
function othersText(first: Located, others: readonly Located[], { width }: TextOptions): string[] {
  const said = anonymous(first.finding, first.finding.message);
  const alike = others.every(({ finding }) => anonymous(finding, finding.message) === said);
  const shown = others.slice(0, MOST_NAMES);
  if (alike) {
    const names = shown.map(({ finding }) => nameOf(finding.path)).join(', ');
    return [wrap(names + (shown.length < others.length ? ', …' : ''), width, `  and at `)];
  }
  const rest = others.length - shown.length;
  return [
    ...shown.map(({ finding }) => wrap(`${nameOf(finding.path)}: ${finding.message}`, width, '  and at ')),
    ...(rest > 0 ? [`  and at ${rest} more`] : []),
  ];
}

/** Constructs by the line that made them. */
function partyTexts(parties: readonly Party[], root: string): string[] {
  const names = new Map<string, string[]>();
  for (const { path, places } of parties) {
    const place = placeText(places, root);
    const same = names.get(place);
    if (same) same.push(nameOf(path));
    else names.set(place, [nameOf(path)]);
  }
  return [...names].map(([place, all]) => all.join(', ') + place);
}

function alsoText({ path, keyPath, message, places }: DiagnosticPlace & Party, said: string, root: string): string {
  const own = message !== undefined && message !== said ? `: ${message}` : '';
  return `${nameOf(path)}${keyPath ? `, ${keyPath}` : ''}${placeText(places, root)}${own}`;
}

/** The line that made a construct, and where that was called from. */
function placeText([place, caller]: readonly Place[], root: string): string {
  if (!place) return '';
  return `, in ${shownPlace(place, root)}${caller ? `, from ${shownPlace(caller, root)}` : ''}`;
}

/** A construct as it is called in what is printed. */
export function nameOf(path: string): string {
  return path || '(the app)';
}
