import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { extname, join, resolve } from 'path';
import { asData } from './error-data';
import { estateRun } from './estate-options';
import { ExitCode } from './exit-codes';
import { openFile, opener } from './graph/open';
import type { GraphOptions } from './graph-command';
import { Outcome, programError } from './outcome';
import { reportError } from './report-error';
import { runApp } from './run-app';
import { UsageError, usage } from './usage-error';
import { CosmoError } from '../app/error';
import { nearest } from '../app/nearest';
import { GraphFormat, render } from '../graph/formats';
import { Graph, GRAPH_FILE, Topic, TOPICS } from '../graph/graph';
import { machineNames, onHost, onlyTopics } from '../graph/select';

/** What is asked for, checked. */
interface Asked {
  readonly format: GraphFormat;
  readonly topics?: ReadonlySet<Topic>;
  /** The file to write; undefined for standard output. */
  readonly file?: string;
}

/** `cosmo graph`: sets the process's exit code. */
export async function graph(options: GraphOptions): Promise<void> {
  const print = process.stdout.write.bind(process.stdout);
  const before = process.cwd();
  let root = before;
  let left: string | undefined;

  const conclude = (outcome: Outcome, asked?: Asked) => {
    let { error } = outcome;
    try {
      if (error === undefined && asked) {
        const shown = chosen(readGraph(left!), options, asked);
        announce(shown, asked, options);
        const picture = render(shown, asked.format, options.theme);
        deliver(picture, asked, options, print);
        process.exitCode = ExitCode.OK;
      }
    } catch (failed) {
      error = failed;
    }
    if (left !== undefined) rmSync(left, { recursive: true, force: true });
    if (error === undefined) return;
    if (options.json) print(`${JSON.stringify({ error: asData(error, outcome.remarks) }, undefined, 2)}\n`);
    process.exitCode = reportError({ ...outcome, error, root, verbose: options.verbose ?? false });
  };

  try {
    const asked = ask(options, before);
    const { config, app, quiet, verbose } = options;
    const run = estateRun({ config, app, quiet, verbose }, before);
    root = run.root;
    left = mkdtempSync(join(tmpdir(), 'cosmo-graph-'));
    process.env[GRAPH_FILE] = join(left, 'graph.json');
    // What counts as an error is for the verbs that write and build the estate; this one only shows it.
    const look = { dryRun: true, warningsAsErrors: false, ownStdout: true };
    await runApp({ ...run, ...look }, (outcome) => conclude(outcome, asked));
  } catch (error) {
    conclude({ error });
  }
}

/** Read the options together. */
function ask(options: GraphOptions, folder: string): Asked {
  const { out, open, host } = options;
  for (const [name, value] of Object.entries({ out, host })) {
    if (value?.trim() === '') throw usage('OPTION_EMPTY', `--${name} is empty`, `give --${name} a value`);
  }
  const format = formatOf(options);
  if (open && format !== 'html') {
    throw usage('OPTIONS_CONFLICT', `--open shows a page, and ${format} is none`, 'give one of the two');
  }
  if (options.theme !== undefined && options.theme !== 'auto' && format !== 'svg') {
    throw usage('OPTIONS_CONFLICT', `--theme is for SVG, and not for ${format}`, 'leave it out, or give --format svg');
  }
  if (open) opener();
  const file = out === undefined || out === '-' ? undefined : resolve(folder, out);
  return { format, topics: topicsOf(options.only), file };
}

const ENDINGS: Readonly<Record<string, GraphFormat>> = {
  '.svg': 'svg',
  '.mmd': 'mermaid',
  '.mermaid': 'mermaid',
  '.dot': 'dot',
  '.gv': 'dot',
  '.html': 'html',
  '.htm': 'html',
  '.json': 'json',
};

function formatOf({ format, json, out, open }: GraphOptions): GraphFormat {
  if (json && format !== undefined && format !== 'json') {
    throw usage('OPTIONS_CONFLICT', `--json and --format ${format} contradict each other`, 'give one of the two');
  }
  const named = json ? 'json' : format;
  if (named !== undefined) return named;
  if (open) return 'html';
  return ENDINGS[extname(out ?? '').toLowerCase()] ?? 'svg';
}

function topicsOf(only: readonly string[] | undefined): ReadonlySet<Topic> | undefined {
  if (only === undefined) return undefined;
  const named = only.flatMap((text) => text.split(',')).filter((text) => text !== '');
  for (const name of named) {
    if ((TOPICS as readonly string[]).includes(name)) continue;
    const guess = nearest(name, TOPICS);
    const mend = guess === undefined ? `there are ${TOPICS.join(', ')}` : `did you mean ${guess}?`;
    throw usage('GRAPH_TOPIC', `"${name}" is no topic of a graph`, mend);
  }
  if (named.length === 0) throw usage('OPTION_EMPTY', '--only is empty', `there are ${TOPICS.join(', ')}`);
  return new Set(named as Topic[]);
}

function readGraph(folder: string): Graph {
  try {
    return JSON.parse(readFileSync(join(folder, 'graph.json'), 'utf8')) as Graph;
  } catch {
    throw programError(
      'GRAPH_NONE',
      'the program made no graph',
      "its library is older than this command: bring the project's cosmo-nix to the version of the command",
    );
  }
}

/** What of it is asked for. */
function chosen(whole: Graph, { host }: GraphOptions, { topics }: Asked): Graph {
  const graphOf = host === undefined ? whole : onHost(whole, host);
  if (!graphOf) throw unknownHost(whole, host!);
  return topics ? onlyTopics(graphOf, topics) : graphOf;
}

function unknownHost(whole: Graph, host: string): UsageError {
  const names = machineNames(whole);
  const guess = nearest(host, names);
  const mend = guess === undefined ? `there are ${names.join(', ') || 'none'}` : `did you mean ${guess}?`;
  return usage('GRAPH_HOST', `the estate has no host, guest or container ${host}`, mend);
}

/** From so many nodes on, the layout takes over a second. */
const MANY = 150;

/** Say what takes its time, to a person who waits. */
function announce({ nodes }: Graph, { format }: Asked, { quiet }: GraphOptions): void {
  const lays = format === 'svg' || format === 'html';
  if (quiet || !lays || nodes.length < MANY || !process.stderr.isTTY) return;
  process.stderr.write(`laying out ${nodes.length} parts of the estate …\n`);
}

function deliver(
  picture: string,
  asked: Asked,
  { open, out, quiet }: GraphOptions,
  print: (text: string) => void,
): void {
  const page =
    open && asked.file === undefined ? join(mkdtempSync(join(tmpdir(), 'cosmo-')), 'estate.html') : asked.file;
  if (page === undefined) {
    print(picture);
    return;
  }
  try {
    writeFileSync(page, picture);
  } catch (error) {
    throw new CosmoError({
      code: 'WRITE_GRAPH',
      message: `${page} cannot be written: ${(error as Error).message}`,
      mend: 'give --out a file in a folder that exists and that you may write to',
    });
  }
  if (!quiet) process.stderr.write(`${out ?? page}\n`);
  if (open) openFile(page);
}
