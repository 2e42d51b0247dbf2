import type { Found } from './danger';
import type { Change } from '../change';
import { FileChange } from '../files';

/** A danger of a file that is no module. */
export interface FileDanger extends Found {
  readonly file: string;
  readonly change?: Change;
}

/** Definitions of what libvirt has. */
export function libvirtFiles(file: FileChange): FileDanger[] {
  if (!file.path.endsWith('.xml') || file.kind === 'set') return [];
  const name = file.path.slice(file.path.lastIndexOf('/') + 1, -'.xml'.length);
  const kind = file.changes[0]?.path[0] ?? 'guest';
  const what = kind === 'domain' ? 'guest' : kind;
  if (file.changes.length > 0 && file.changes.every(({ path }) => /^(description|title)$/.test(path[1] ?? ''))) {
    return [];
  }
  const message =
    file.kind === 'removed' ? `the ${what} ${name} is no longer defined` : `the ${what} ${name} is defined anew`;
  return [{ code: 'GUEST_REDEFINED', at: [], message, file: file.path }];
}

/** What a tailnet lets through. */
export function tailnetFiles(file: FileChange): FileDanger[] {
  if (!file.path.endsWith('.hujson') || file.kind !== 'changed') return [];
  return file.changes.flatMap((change): FileDanger[] => {
    const opens = /^(grants|acls|ssh|autoApprovers)$/.test(change.path[0] ?? '') && (change.added?.length ?? 1) > 0;
    if (!opens || change.kind === 'removed' || change.isReordered) return [];
    return [
      { code: 'ACCESS_OPENED', at: change.path, message: 'the tailnet lets more through', file: file.path, change },
    ];
  });
}
