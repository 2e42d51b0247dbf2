import { access } from './access';
import { DangerCode, DangerRule, outerLength } from './danger';
import { FileDanger, libvirtFiles, tailnetFiles } from './file-danger';
import { guests } from './guests';
import { network } from './network';
import { recipients, secrets } from './secrets';
import { storage } from './storage';
import { stateVersion } from './versions';
import type { Change } from '../change';
import type { FileChange } from '../files';
import type { System } from '../system';

export type { DangerCode } from './danger';

/** A change that may cost data, a way in, or what keeps others out. */
export interface Danger {
  readonly code: DangerCode;
  readonly message: string;
  /** The folder of the System; undefined for what concerns the whole estate. */
  readonly system?: string;
  /** The file, for what is no option of a System. */
  readonly file?: string;
  readonly path: readonly string[];
  /** The change, where it is a single one. */
  readonly change?: Change;
}

const RULES: readonly DangerRule[] = [stateVersion, storage, guests, network, access, secrets];

/** The dangers of the changes of a System that was there before. */
export function dangersOf(changes: readonly Change[], before: System, after: System): Danger[] {
  const found = new Map<string, Danger>();
  for (const change of changes) {
    const length = outerLength(change.path);
    const [outer, path] = [change.path.slice(0, length), change.path.slice(length)];
    for (const rule of RULES) {
      const one = rule({ change, path, outer, before, after });
      if (!one) continue;
      const key = JSON.stringify([one.code, one.at]);
      const isSingle = one.at.length === change.path.length;
      const danger = { code: one.code, message: one.message, system: after.folder, path: one.at };
      if (!found.has(key)) found.set(key, isSingle ? { ...danger, change } : danger);
    }
  }
  return [...found.values()];
}

/** The dangers of a file that is no module. */
export function fileDangers(file: FileChange, system?: string): Danger[] {
  const all: FileDanger[] = [...recipients(file), ...libvirtFiles(file), ...tailnetFiles(file)];
  return all.map(({ code, message, at, change }) => ({ code, message, system, file: file.path, path: at, change }));
}
