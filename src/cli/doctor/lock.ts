import { existsSync, readFileSync } from 'fs';
import { join, relative } from 'path';
import type { CheckResult, DoctorCheck } from './context';
import { DoctorFinding, error, note, warning } from './finding';
import { count } from '../style';

/** How old nixpkgs may be, in days, before that is told, and before it is a warning. */
const OLD_DAYS = 60;
const VERY_OLD_DAYS = 120;
const DAY = 24 * 60 * 60 * 1000;

interface LockNode {
  readonly inputs?: Readonly<Record<string, string | readonly string[]>>;
  readonly locked?: { readonly lastModified?: number };
  readonly original?: { readonly ref?: string; readonly owner?: string; readonly repo?: string };
}

interface Lock {
  readonly root: string;
  readonly nodes: Readonly<Record<string, LockNode>>;
}

/** The lock file of the flake. */
export const lock: DoctorCheck = {
  name: 'lock',
  run: async ({ project, now }): Promise<CheckResult> => {
    if (!project?.output) return { findings: [] };
    const file = join(project.outdir, 'flake.lock');
    const at = relative(project.root, file);
    const inputs = project.inputs ?? [];
    if (!existsSync(file)) return { findings: inputs.length > 0 ? [missing(at)] : [] };
    const read = readLock(file);
    if (!read) return { findings: [damaged(at)] };
    const pinned = Object.keys(read.nodes[read.root]?.inputs ?? {});
    const nixpkgs = nixpkgsOf(read);
    return {
      findings: [
        ...loose(
          inputs.filter((name) => !pinned.includes(name)),
          at,
        ),
        ...stale(project.inputs ? pinned.filter((name) => !inputs.includes(name)) : [], at),
        ...(nixpkgs ? [...old(nixpkgs, at, now), ...ended(nixpkgs, at, now)] : []),
      ],
      facts: nixpkgs?.locked?.lastModified ? { nixpkgs: dateOf(nixpkgs.locked.lastModified * 1000) } : {},
    };
  },
};

function readLock(file: string): Lock | undefined {
  try {
    const read = JSON.parse(readFileSync(file, 'utf8')) as Lock;
    return read.nodes[read.root] ? read : undefined;
  } catch {
    return undefined;
  }
}

function missing(at: string): DoctorFinding {
  return warning('LOCK_MISSING', {
    at,
    what: 'the flake has no lock file',
    why: 'without it nobody can say what will be built: the inputs are what they are on the day',
    mend: 'pin them: `cosmo lock`',
  });
}

function damaged(at: string): DoctorFinding {
  return error('LOCK_DAMAGED', {
    at,
    what: 'the lock file cannot be read',
    why: 'Nix refuses the flake; a merge may have left its marks in it',
    mend: 'take it from version control again, or delete it and call `cosmo lock`',
  });
}

function loose(names: readonly string[], at: string): DoctorFinding[] {
  if (names.length === 0) return [];
  return [
    warning('INPUT_NOT_LOCKED', {
      at,
      what: `${count(names.length, 'input')} of the flake ${names.length === 1 ? 'is' : 'are'} not pinned: ${names.join(', ')}`,
      why: 'Nix would take what they are on the day, or refuse to build',
      mend: 'pin what is not pinned yet: `cosmo lock`',
    }),
  ];
}

function stale(names: readonly string[], at: string): DoctorFinding[] {
  if (names.length === 0) return [];
  return [
    note('INPUT_LEFT_IN_LOCK', {
      at,
      what: `the lock file pins what the flake no longer has: ${names.join(', ')}`,
      mend: 'let it be forgotten: `cosmo lock`',
    }),
  ];
}

function nixpkgsOf({ nodes, root }: Lock): LockNode | undefined {
  const target = nodes[root]?.inputs?.nixpkgs;
  return typeof target === 'string' ? nodes[target] : undefined;
}

function old({ locked }: LockNode, at: string, now: Date): DoctorFinding[] {
  if (locked?.lastModified === undefined) return [];
  const days = Math.floor((now.getTime() - locked.lastModified * 1000) / DAY);
  if (days <= OLD_DAYS) return [];
  const say = days > VERY_OLD_DAYS ? warning : note;
  return [
    say('LOCK_OLD', {
      at,
      what: `nixpkgs is pinned to ${dateOf(locked.lastModified * 1000)}, ${days} days ago`,
      why: 'fixes of security since then are not in what is built',
      mend: 'take what it is now: `cosmo update nixpkgs`',
    }),
  ];
}

function ended({ original }: LockNode, at: string, now: Date): DoctorFinding[] {
  const [, year, month] = /^(?:nixos|nixpkgs|release)-(\d\d)\.(05|11)\b/.exec(original?.ref ?? '') ?? [];
  if (year === undefined || month === undefined) return [];
  const end = endOfSupport(Number(year), month);
  if (now <= end) return [];
  return [
    warning('RELEASE_ENDED', {
      at,
      what: `NixOS ${year}.${month} got its last fixes by ${dateOf(end.getTime())}`,
      why: 'each release is supported until a month after the next one: that of May to the end of the year, that of November to the end of June',
      mend: "raise it: new App({ release: '…' }), then `cosmo synth` and `cosmo lock`; read the notes of the release before",
    }),
  ];
}

/** The last day on which NixOS supports a release. */
function endOfSupport(year: number, month: string): Date {
  return month === '05'
    ? new Date(Date.UTC(2000 + year, 11, 31, 23, 59, 59))
    : new Date(Date.UTC(2001 + year, 5, 30, 23, 59, 59));
}

function dateOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
