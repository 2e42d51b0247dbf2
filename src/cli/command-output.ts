import type { ChildProcess } from 'child_process';
import { isOwn } from './source-line';

/** How long what a command prints on its standard error is held back: a failure may be said better. */
const HOLD_MS = 2000;

/** How languages begin to tell of an error that has ended the program. */
const FAILURE =
  /^(?:Traceback \(most recent call last\):|jsii\.errors\.|panic: |\[(?:\x1b\[[\d;]*m)*(?:ERROR|WARNING)|Exception in )/m;

/**
 * Hold back standard error for a while, and for good from where it begins to tell why the program fails; the
 * function gives what was not printed.
 */
export function hold(child: ChildProcess): () => string {
  let held = '';
  let isLate = false;
  const release = () => {
    const from = held.search(FAILURE);
    // A line that is not whole may become the first one of a failure.
    const upTo = from >= 0 ? from : held.lastIndexOf('\n') + 1;
    process.stderr.write(held.slice(0, upTo));
    held = held.slice(upTo);
  };
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    held += text;
    if (isLate) release();
  });
  const timer = setTimeout(() => {
    isLate = true;
    release();
  }, HOLD_MS).unref();
  return () => {
    clearTimeout(timer);
    return held;
  };
}

/**
 * Whether what a program has printed is a message, be it indented as Go does, or line by line with a head as Maven
 * does. It is where nothing was printed, too: Maven tells its errors on standard output, which is not read.
 */
export function says(output: string, message: string): boolean {
  const plain = output.replace(/\x1b\[[\d;]*m/g, '').replace(/^\[(?:ERROR|WARNING)\] ?/gm, '');
  const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim();
  return squeezed(plain) === '' || squeezed(plain).includes(squeezed(message));
}

/** What jsii warns of at each start of a program, or says once more: the command says itself what it needs of Node.js. */
export function silence(): Record<string, string> {
  const major = process.versions.node.split('.')[0]!;
  const ends = process.env.JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION;
  return {
    JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: ends ? `${ends},${major}` : major,
    JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION: '1',
    JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: '1',
  };
}

/** What Python says of an error without the calls inside of installed packages, of which jsii makes a dozen. */
export function briefTraceback(output: string, root: string): string {
  const cause =
    /^jsii\.errors\.JavaScriptError:[^]*?\n\nThe above exception was the direct cause of the following exception:\n\n/gm;
  return output.replace(cause, '').replace(/^Traceback \(most recent call last\):\n(?:[ \t]+.*\n)+/gm, (traceback) => {
    const [head, ...frames] = traceback.split(/^(?= {2}File ")/m);
    const own = frames.filter((frame) => isOwn(/^ {2}File "(.+?)"/.exec(frame)?.[1] ?? '', root));
    return own.length > 0 ? [head, ...own].join('') : traceback;
  });
}
