import { realFs } from './support';

/** Every fs function that the write uses. */
const FUNCTIONS = [
  'closeSync',
  'copyFileSync',
  'fsyncSync',
  'linkSync',
  'lstatSync',
  'mkdirSync',
  'openSync',
  'readFileSync',
  'readdirSync',
  'readlinkSync',
  'realpathSync',
  'renameSync',
  'rmdirSync',
  'statSync',
  'symlinkSync',
  'unlinkSync',
  'utimesSync',
  'writeFileSync',
];

/** Those that need room on the disk. */
const NEED_ROOM = ['copyFileSync', 'linkSync', 'mkdirSync', 'symlinkSync', 'writeFileSync'];

/** When a call fails: just the nth; from the nth on all that need room; from the nth on all (the process is dead). */
export type Fault = 'once' | 'no room' | 'dead';

/**
 * Runs `work` with the nth fs call (from 0) failing.
 *
 * @returns how many calls there were, and whether one failed
 */
export function withFault(
  fault: Fault,
  nth: number,
  code: string,
  work: () => void,
): { calls: number; failed: boolean } {
  const originals = new Map(FUNCTIONS.map((name) => [name, realFs[name]]));
  let calls = 0;
  let failed = false;
  let inside = false;
  for (const [name, original] of originals) {
    realFs[name] = (...args) => {
      // Files elsewhere are the test runner's and the system's.
      if (inside || (typeof args[0] === 'string' && !args[0].includes('cosmo-write-'))) return original(...args);
      const at = calls++;
      const fails =
        fault === 'once'
          ? at === nth
          : at >= nth && (fault === 'dead' || NEED_ROOM.includes(name) || isNewFile(name, args));
      inside = true;
      try {
        if (!fails) return original(...args);
        failed = true;
        // A file that is half written is what a full disk and a killed process leave.
        if (name === 'writeFileSync' && (fault !== 'dead' || at === nth)) {
          original(args[0], Buffer.from(args[1] as string).subarray(0, 3));
        }
        if (name === 'closeSync') original(...args);
        throw Object.assign(new Error(`${code}: injected, ${name} '${String(args[0])}'`), { code });
      } finally {
        inside = false;
      }
    };
  }
  try {
    work();
  } finally {
    for (const [name, original] of originals) realFs[name] = original;
  }
  return { calls, failed };
}

function isNewFile(name: string, args: unknown[]): boolean {
  return name === 'openSync' && args[1] === 'wx';
}
