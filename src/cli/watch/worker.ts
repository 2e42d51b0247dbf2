import { writeFileSync } from 'fs';
import { basename, join, relative, resolve, sep } from 'path';
import { serialize } from 'v8';
import { CONFIG_FILE } from '../config';
import { EstateRun, estateRun, programFile } from '../estate-options';
import { exitCodeOf } from '../exit-code-of';
import { ExitCode } from '../exit-codes';
import { Watch } from '../guard/watch';
import { prepareProgram } from '../load-program';
import type { Outcome } from '../outcome';
import { countsOf } from '../report/counts';
import { findingsOf } from '../report/finding';
import { documentOf } from '../report/formats';
import { findingsText } from '../report/text';
import { widthOf } from '../report/wrap';
import { printOutput, reportError } from '../report-error';
import { isScript, Prepared, runApp } from '../run-app';
import '../run-script';
import { Style } from '../style';
import { Reads } from './reads';
import { readsUnseen, Round, Waiting } from './round';
import { warmUp } from './warm';

const LIBRARY = join(__dirname, '..', '..') + sep;

/** Run a round in this process, and leave what it came to. */
async function round(
  { options, file, ...waiting }: Waiting,
  reads: Reads,
  prepared: Prepared | undefined,
): Promise<void> {
  const { json = false, quiet, verbose = false } = options;
  const print = process.stdout.write.bind(process.stdout);
  let run: EstateRun = { root: waiting.root ?? '', app: '' };
  const conclude = (outcome: Outcome) => {
    const { root, app } = run;
    const { error, result, rendered } = outcome;
    const told = findingsOf(outcome);
    const { errors, warnings } = countsOf(told.open);
    const ok = error === undefined && errors === 0 && !(run.warningsAsErrors && warnings > 0);
    const document = documentOf('json', outcome, { root, program: programFile(app, root), ok });
    if (!json && error !== undefined) {
      reportError({ ...outcome, root, verbose });
    } else if (!json) {
      printOutput({ ...outcome, root, verbose });
      const text = { style: new Style(process.stdout), width: widthOf(process.stdout), root, verbose };
      const open = told.open.filter(({ finding }) => !quiet || finding.severity !== 'info');
      if (open.length > 0) print(`${findingsText(open, text)}\n`);
    }
    const program = app !== '' && isScript(app, root) ? resolve(root, app) : undefined;
    const left: Round = {
      ok,
      root,
      program,
      reads: reads.all,
      whole: app !== '' && readsUnseen(program),
      rendered,
      result,
      document: JSON.parse(document) as Record<string, unknown>,
    };
    writeFileSync(file, serialize(left));
    process.exitCode = ok ? ExitCode.OK : error === undefined ? ExitCode.ESTATE : exitCodeOf(error);
    process.send?.('done');
  };
  try {
    run = estateRun(options, process.cwd());
    const dryRun = options.write === false;
    await runApp({ ...run, dryRun, rendered: true, ownStdout: json, prepared }, conclude);
  } catch (error) {
    conclude({ error });
  }
}

/** Wait for the word to begin, with all loaded that a round needs. */
function wait(waiting: Waiting): void {
  const root = waiting.root ?? process.cwd();
  const reads = new Reads((path) => isOwn(path, root));
  const end = () => process.exit(0);
  process.once('disconnect', end);
  // The process that watches decides what an interrupt at the terminal ends.
  process.on('SIGINT', () => undefined);
  process.once('message', () => {
    process.off('disconnect', end);
    process.channel?.unref();
    reads.begin();
    void round(waiting, reads, prepared);
  });
  let prepared: Prepared | undefined;
  const { program: file } = waiting;
  attempt(warmUp);
  if (file !== undefined) {
    attempt(() => {
      const watch = new Watch(root);
      prepareProgram({ root, file, watch });
      prepared = { file, watch };
    });
  }
  process.send?.('ready');
}

/** Do what only saves time: what is wrong is told by the round itself. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // Then the round takes longer.
  }
}

/** Whether a change of a file concerns the program: not one of a package, of this library, or of git. */
function isOwn(path: string, root: string): boolean {
  if (path.startsWith(LIBRARY)) return false;
  const inside = relative(root, path);
  if (inside.startsWith('..')) return basename(path) === CONFIG_FILE;
  return !/(^|[\\/])(node_modules|\.git)([\\/]|$)/.test(inside);
}

if (process.send) wait(JSON.parse(process.argv[2]!) as Waiting);
