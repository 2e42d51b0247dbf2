import { DangerRule, goneWith } from './danger';
import { FileDanger } from './file-danger';
import type { FileChange } from '../files';

/** Whether a machine can still read its secrets. */
export const secrets: DangerRule = (situation) => {
  const { change, path } = situation;
  const [first, second, third] = path;
  const found = (message: string, at = change.path) => ({ code: 'SECRET_RECIPIENTS' as const, at, message });
  if ((first === 'age' || first === 'sops') && second === 'secrets' && third !== undefined) {
    const whole = goneWith(situation, 3);
    if (whole) return found(`the secret ${third} is removed`, whole);
    const isSource = path[3] === 'file' || path[3] === 'sopsFile' || path[3] === 'key';
    return isSource && change.kind !== 'set' ? found(`the secret ${third} comes from elsewhere`) : undefined;
  }
  if (first === 'age' && second === 'identityPaths' && change.kind !== 'set' && (change.removed?.length ?? 1) > 0) {
    return found('the key that decrypts the secrets is another one');
  }
  if (first === 'sops' && (second === 'age' || second === 'gnupg') && change.kind !== 'set') {
    return found('the key that decrypts the secrets is another one');
  }
  return undefined;
};

/** Who can decrypt: of the rules of agenix and sops, and of encrypted files themselves. */
export function recipients(file: FileChange): FileDanger[] {
  const isRules = /(^|\/)(secrets\.nix|\.sops\.ya?ml)$/.test(file.path);
  if (!isRules && !file.changes.some(({ path }) => path[0] === 'recipients')) return [];
  if (file.kind === 'set') return [];
  if (file.kind === 'removed') {
    return [{ code: 'SECRET_RECIPIENTS', at: [], message: `${file.path} is removed`, file: file.path }];
  }
  return file.changes.flatMap((change): FileDanger[] => {
    const found = (message: string) => [
      { code: 'SECRET_RECIPIENTS' as const, at: change.path, message, file: file.path, change },
    ];
    const who = whoChanges(change.added?.length ?? 0, change.removed?.length ?? 0);
    if (!isRules) return found(`${who} can decrypt ${file.path}`);
    const [first, second] = change.path;
    if (first === 'let') {
      if (change.kind === 'changed') return found(`the key of ${second} is another one`);
      return [];
    }
    if (change.kind === 'set') return [];
    if (change.kind === 'removed') return found(`nothing says any more who can decrypt ${first}`);
    return found(
      change.path[change.path.length - 1] === 'publicKeys'
        ? `${who} can decrypt ${first}`
        : 'who can decrypt secrets changes',
    );
  });
}

function whoChanges(added: number, removed: number): string {
  if (added > 0 && removed > 0) return 'others';
  return added > 0 ? 'more' : 'fewer';
}
