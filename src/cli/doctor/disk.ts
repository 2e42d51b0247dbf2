import { existsSync } from 'fs';
import { dirname } from 'path';
import type { DoctorCheck, Room } from './context';
import { DoctorFinding, error, warning } from './finding';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/** How little room is told, and how little is an error. */
interface Limits {
  readonly warning: number;
  readonly error: number;
}

/** A system of NixOS is 3 to 10 GiB, and is built beside the one that runs. */
const STORE: Limits = { warning: 10 * GIB, error: GIB };
/** The output is small, but is staged as a whole before it is swapped in. */
const OUTPUT: Limits = { warning: 200 * MIB, error: 20 * MIB };
const FEWEST_FILES = 10_000;

/** Room for the Nix store and for the output. */
export const disk: DoctorCheck = {
  name: 'disk',
  run: async ({ project, folder, roomAt }) => {
    const output = nearestAbove(project?.outdir ?? folder);
    const store = '/nix/store';
    const [forStore, forOutput] = await Promise.all([roomAt(store), roomAt(output)]);
    return {
      findings: [
        ...judge(
          store,
          forStore,
          STORE,
          'what Nix builds goes there',
          'delete what is not used: `nix-collect-garbage -d`',
        ),
        ...judge(output, forOutput, OUTPUT, 'synth writes there', 'make room on that file system'),
      ],
    };
  },
};

function judge(at: string, room: Room | undefined, limits: Limits, why: string, mend: string): DoctorFinding[] {
  if (!room) return [];
  if (room.free < limits.warning) {
    const say = room.free < limits.error ? error : warning;
    return [say('DISK_FULL', { at, what: `${sizeOf(room.free)} of ${sizeOf(room.size)} are free`, why, mend })];
  }
  if (room.freeFiles !== undefined && room.freeFiles < FEWEST_FILES) {
    return [
      warning('DISK_FILES', { at, what: `the file system has room for ${room.freeFiles} more files`, why, mend }),
    ];
  }
  return [];
}

function nearestAbove(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestAbove(dirname(path));
}

function sizeOf(bytes: number): string {
  return bytes < GIB ? `${Math.round(bytes / MIB)} MiB` : `${(bytes / GIB).toFixed(1)} GiB`;
}
