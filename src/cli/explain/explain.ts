import { dirname } from 'path';
import { OTHER_CODES } from './other-codes';
import { listText, otherText, PageOptions, refusalsText, ruleText } from './page';
import { Refusal, Refusals } from './refusals';
import { CosmoError } from '../../app/error';
import { nearest } from '../../app/nearest';
import { rulePage } from '../../rules/page';
import { readConfig } from '../config';
import { asData } from '../error-data';
import { estateRun } from '../estate-options';
import { ExitCode } from '../exit-codes';
import { KnownRule, libraryRules, ruleOf } from '../report/rules';
import { widthOf } from '../report/wrap';
import { reportError } from '../report-error';
import { Run, runApp } from '../run-app';
import { Style } from '../style';
import { usage, UsageError } from '../usage-error';

/** Options of `cosmo explain`, as the command line gives them. */
export interface ExplainOptions {
  readonly list?: boolean;
  readonly json?: boolean;
  readonly config?: string;
  readonly app?: string;
}

/** What is known of a code. */
interface Known {
  readonly text: string;
  readonly data: object;
}

/** How many codes are suggested for one that nobody knows. */
const MOST_GUESSES = 3;

/** `cosmo explain CODE`: sets the process's exit code. */
export async function explain(given: string | undefined, options: ExplainOptions): Promise<void> {
  const print = process.stdout.write.bind(process.stdout);
  const page = { style: new Style(process.stdout), width: widthOf(process.stdout) };
  const conclude = (answer: () => string) => {
    try {
      print(answer());
      process.exitCode = ExitCode.OK;
    } catch (error) {
      if (options.json) print(`${JSON.stringify({ error: asData(error) }, undefined, 2)}\n`);
      process.exitCode = reportError({ error, root: process.cwd(), verbose: false });
    }
  };
  let question: Question;
  try {
    question = options.list ? listing(options, page) : about(given, options, page);
    const answer = question([]);
    if (answer !== undefined && !options.list) return conclude(() => answer);
    const run = programOf(options);
    if (!run) return conclude(() => question([], true)!);
    await runApp(run, ({ rules = [], error }) => {
      const checked = error === undefined || (CosmoError.isCosmoError(error) && error.audit !== undefined);
      conclude(() => question(rules, checked)!);
    });
  } catch (error) {
    conclude(() => {
      throw error;
    });
  }
}

/**
 * Gives the answer, with the rules that the program added; undefined where there is none yet.
 * @throws UsageError where there is none, and `last` says that nothing more will be known
 */
type Question = (added: readonly KnownRule[], last?: boolean) => string | undefined;

/** The project's program, where there is one. It runs for its rules, and nothing is written. */
function programOf(options: ExplainOptions): Run | undefined {
  const folder = process.cwd();
  if (options.app === undefined && readConfig(options.config, folder).app === undefined) return undefined;
  return { ...estateRun(options, folder), dryRun: true, ownStdout: true };
}

function listing({ json: asJson }: ExplainOptions, page: PageOptions): Question {
  return (added) => {
    const rules = [...libraryRules(), ...added].sort((a, b) => (a.code < b.code ? -1 : 1));
    return asJson ? json({ rules }) : listText(rules, page);
  };
}

function about(given: string | undefined, { json: asJson }: ExplainOptions, page: PageOptions): Question {
  if (given === undefined || given.trim() === '') {
    throw usage('CODE_MISSING', 'no code is given', 'cosmo explain CODE, or --list for all of them');
  }
  const code = given
    .trim()
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_');
  const refusals = Refusals.read(dirname(dirname(__dirname)));
  return (added, last) => {
    const known =
      lookUp(code, added, refusals, page) ?? (last === undefined ? undefined : byLikeness(code, refusals, page));
    if (known) return asJson ? json(known.data) : `${known.text}\n`;
    if (last === undefined) return undefined;
    throw unknown(code, [...libraryRules(), ...added], refusals, last);
  };
}

function lookUp(code: string, added: readonly KnownRule[], refusals: Refusals, page: PageOptions): Known | undefined {
  const rule = [...libraryRules(), ...added].find((one) => one.code === code);
  const other = OTHER_CODES[code];
  const places = refusals.of(code);
  if (rule) return { text: ruleText(rule, page), data: { ...rule, page: rulePage(rule) } };
  if (other) return { text: otherText(code, other, page), data: { code, ...other } };
  return places.length > 0 ? refused(code, places, page) : undefined;
}

/** What is known of codes like this one: of a claim of a kind that has no rule of its own (`USER_ID_TAKEN`), of a family (`DISK_…`). */
function byLikeness(code: string, refusals: Refusals, page: PageOptions): Known | undefined {
  const codes = libraryRules().map((rule) => rule.code);
  const rule = nearestCodes(code, codes, 2).length > 0 ? undefined : ruleOf(code, []);
  if (rule) return { text: ruleText(rule, page), data: { ...rule, page: rulePage(rule) } };
  const family = refusals.near(code);
  return family.length > 0 ? refused(code, family, page) : undefined;
}

function refused(code: string, places: readonly Refusal[], page: PageOptions): Known {
  return { text: refusalsText(code, places, page), data: { code, severity: 'error', places } };
}

function unknown(code: string, rules: readonly KnownRule[], refusals: Refusals, complete: boolean): UsageError {
  const all = [...rules.map((rule) => rule.code), ...Object.keys(OTHER_CODES), ...refusals.codes];
  const guesses = nearestCodes(code, all);
  const failed = complete ? '' : ', and the program failed, so that its own rules may not be known';
  return usage(
    'CODE_UNKNOWN',
    `nothing is known of the code ${code}${failed}`,
    guesses.length > 0 ? `did you mean ${guesses.join(' or ')}?` : 'cosmo explain --list names all rules',
  );
}

function nearestCodes(code: string, all: readonly string[], most?: number): string[] {
  const found: string[] = [];
  const left = new Set(all);
  while (found.length < MOST_GUESSES) {
    const guess = nearest(code, left, most);
    if (guess === undefined) break;
    found.push(guess);
    left.delete(guess);
  }
  return found;
}

function json(data: object): string {
  return `${JSON.stringify(data, undefined, 2)}\n`;
}
