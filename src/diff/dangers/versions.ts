import type { DangerRule } from './danger';

/** The version that a machine's state has the form of. */
export const stateVersion: DangerRule = ({ change, path }) => {
  const [first, second] = path;
  if (path.length !== 2 || second !== 'stateVersion' || (first !== 'system' && first !== 'home')) return undefined;
  const did =
    change.kind === 'changed' ? 'changes' : change.kind === 'set' ? 'is set on what is there already' : 'is removed';
  return {
    code: 'STATE_VERSION',
    at: change.path,
    message: `the state version ${did}; it stays what it was when the machine was installed`,
  };
};
