import { CosmoError } from '../app';
import { labelOf } from './compare';
import { ownLines } from './lines';
import { MatchResult } from './matcher';
import { OptionPlace, Setting } from './option-place';
import { inline, marked, nameOf, pathText, shortened } from './show';
import { textDifference } from './text-difference';
import { stackOf } from '../app/made-at';
import { nearest } from '../app/nearest';

/** A place with what a pattern finds there. */
export interface Tried {
  readonly place: OptionPlace;
  readonly result: MatchResult;
}

/** How many constructs, names and paths are told at most. */
const MOST = 6;
/** What priorities are called. */
const PRIORITIES: Readonly<Record<number, string>> = {
  10: 'mkVMOverride',
  50: 'mkForce',
  60: 'mkImageMediaOverride',
  1000: 'mkDefault',
  1500: 'mkOptionDefault',
};

/** An assertion about options that does not hold. */
export function failure(
  code: string,
  headline: string,
  parts: readonly (readonly string[])[],
  mend?: string,
): CosmoError {
  const text = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return new CosmoError({ code, message: [headline, ...text].join('\n\n') + (mend ? '\n' : ''), mend });
}

/** No value of an option is as wanted. */
export function noMatch(
  system: string,
  path: readonly string[],
  pattern: unknown,
  tried: readonly Tried[],
): CosmoError {
  const closest = tried.reduce((best, one) => (cost(one) < cost(best) ? one : best));
  const others = tried.filter((one) => one !== closest).map(({ place }) => pathText(place.path));
  return failure('OPTION_DIFFERS', `${pathText(path)} of ${system} is not ${labelOf(pattern)}`, [
    [
      `${pathText(closest.place.path)}${others.length > 0 ? ' comes closest' : ' is'}:`,
      ...indented(difference(pattern, closest)),
    ],
    settingLines(closest),
    others.length > 0 ? [`others that do not match: ${listed(others)}`] : [],
  ]);
}

/** An option is not set at all. */
export function notSet(
  system: string,
  path: readonly string[],
  root: OptionPlace,
  unseen: readonly string[],
): CosmoError {
  let depth = 0;
  let around: OptionPlace[] = [root];
  for (; depth < path.length; depth++) {
    const next = around.flatMap((place) => place.at([path[depth]!]));
    if (next.length === 0) break;
    around = next;
  }
  const names = [...new Set(around.flatMap(({ children }) => [...children.keys()]))];
  const meant = nearest(path[depth] ?? '', names);
  const parent = pathText(path.slice(0, depth));
  const found = around.find(({ settings }) => settings.length > 0);
  const nothing = parent === '' ? `${system} sets nothing` : `${parent} is ${inline(found?.value)}`;
  return failure(
    'OPTION_NOT_SET',
    `${pathText(path)} of ${system} is not set`,
    [
      [names.length === 0 ? nothing : `${parent === '' ? 'there are' : `${parent} has`} ${listed(names.map(nameOf))}`],
      unseen.length > 0 ? [`what these set is not known: ${listed(unseen)}`] : [],
    ],
    meant === undefined
      ? undefined
      : `did you mean ${pathText([...path.slice(0, depth), meant, ...path.slice(depth + 1)])}?`,
  );
}

/** An option is set that should not be. */
export function isSet(system: string, path: readonly string[], places: readonly OptionPlace[]): CosmoError {
  return failure(
    'OPTION_SET',
    `${pathText(path)} of ${system} is set`,
    places
      .slice(0, MOST)
      .map((place) => [
        `${pathText(place.path)} = ${inline(place.value)}`,
        ...settingLines({ place, result: new MatchResult(place.value) }),
      ]),
  );
}

/** An option has two values, and the module system takes one. */
export function conflict(system: string, place: OptionPlace): CosmoError {
  return failure(
    'OPTION_CONFLICT',
    `${pathText(place.path)} of ${system} is set to different values with one priority, which Nix refuses`,
    [settingLines({ place, result: new MatchResult(place.value) })],
    'set one of them by Nix.mkForce, or the other by Nix.mkDefault',
  );
}

/** Who sets a place, or else the part of it that is wrong. */
function settingLines({ place, result }: Tried): string[] {
  const wrong = new Set(result.mismatches.flatMap(({ path }) => place.at(namesOf(path, place))));
  const places = wrong.size > 0 ? [...wrong] : [place];
  const isOne = places.length === 1;
  const lines = places.flatMap((one) => {
    const outranked = new Set(one.outranked);
    return one.settings.map((setting) =>
      settingLine(setting, one.path, outranked.has(setting), isOne && one.settings.length > 1),
    );
  });
  return lines.length === 0 ? [] : ['set by', ...shortened([...new Set(lines)], MOST).map((line) => `  ${line}`)];
}

/** `attic/proxy (ReverseProxy): true, by mkForce, in test/attic.test.ts:12` */
function settingLine(setting: Setting, path: readonly string[], isLost: boolean, isTold: boolean): string {
  const { owner, module, value, priority, conditional } = setting;
  const kind = owner.constructor.name;
  const lines = module ? ownLines(stackOf(module, path)) : [];
  return [
    `${owner.node.path || '(the app)'} (${kind})${isTold ? `: ${inline(value, 40)}` : ''}`,
    priority === 100 ? undefined : `by ${PRIORITIES[priority] ?? `mkOverride ${priority}`}`,
    conditional ? 'under a condition' : undefined,
    isLost ? 'not taken' : undefined,
    lines.length > 0 ? `in ${lines.join(', from ')}` : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

/** The names down to the part of a place that modules set by itself. */
function namesOf(path: readonly string[], place: OptionPlace): string[] {
  const names: string[] = [];
  let at: OptionPlace | undefined = place;
  for (const name of path) {
    at = at.children.get(name);
    if (!at) break;
    names.push(name);
  }
  return names;
}

/** What is wrong with a value: line by line for texts. */
function difference(pattern: unknown, { result }: Tried): string[] {
  const { actual, mismatches } = result;
  if (typeof pattern === 'string' && typeof actual === 'string' && `${pattern}${actual}`.includes('\n')) {
    return textDifference(pattern, actual);
  }
  return shortened(marked(actual, mismatches));
}

function cost({ result }: Tried): number {
  const whole = result.mismatches.some(({ path }) => path.length === 0);
  return result.mismatches.length + (whole ? 1000 : 0);
}

/** Names in a sentence, no more than a reader takes in. */
export function listed(names: readonly string[]): string {
  const more = names.length - MOST * 2;
  return more > 0 ? `${names.slice(0, MOST * 2).join(', ')} and ${more} more` : names.join(', ');
}

/** Lines below a headline. */
export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
