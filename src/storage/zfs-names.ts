/**
 * What OpenZFS takes as names of pools and datasets (`zfs_namecheck.c`,
 * `libzfs_pool.c`). Spaces, which it would take, are refused here: neither
 * disko's scripts nor syncoid bear them.
 */

/** Beginnings that `zpool create` reserves for kinds of vdevs. */
const RESERVED_BEGINNINGS = ['mirror', 'raidz', 'draid', 'spare'];
/** The longest name of a dataset with its pool, in bytes. */
const LONGEST_NAME = 255;
/** The longest name of a pool: room for `$ORIGIN` twice must be left. */
const LONGEST_POOL_NAME = 239;
/** How many datasets may stand in one another. */
const DEEPEST = 50;

/** What is wrong with the name of a pool; undefined for a good one. */
export function poolNameProblem(name: string): string | undefined {
  if (name === '') return 'it is empty';
  if (!/^[A-Za-z]/.test(name)) return 'it must begin with a letter';
  const odd = /[^A-Za-z0-9_.:-]/.exec(name);
  if (odd) return `it may hold letters, digits, "_", "-", "." and ":", not ${JSON.stringify(odd[0])}`;
  if (/^c[0-9]/.test(name)) return 'a name that begins with c and a digit is taken for a disk';
  if (name === 'log') return '"log" is reserved for a kind of vdev';
  const reserved = RESERVED_BEGINNINGS.find((beginning) => name.startsWith(beginning));
  if (reserved) return `names that begin with "${reserved}" are reserved for a kind of vdev`;
  if (name.length > LONGEST_POOL_NAME) return `it is longer than ${LONGEST_POOL_NAME} characters`;
  return undefined;
}

/** What is wrong with the name of a dataset below its pool, such as `safe/home`; undefined for a good one. */
export function datasetNameProblem(pool: string, name: string): string | undefined {
  if (name === '') return 'it is empty';
  if (name.startsWith('/') || name.endsWith('/')) return 'it may not begin or end with "/"';
  const parts = name.split('/');
  if (parts.includes('')) return 'it has two "/" in a row';
  if (parts.some((part) => part === '.' || part === '..')) return '"." and ".." are no names';
  const odd = /[^A-Za-z0-9_.:/-]/.exec(name);
  if (odd) return `it may hold letters, digits, "_", "-", "." and ":", not ${JSON.stringify(odd[0])}`;
  if (name === '__root') return 'disko calls the dataset of the pool itself so';
  if (parts.length >= DEEPEST) return `datasets may stand ${DEEPEST} deep in one another`;
  if (`${pool}/${name}`.length > LONGEST_NAME) return `with its pool it is longer than ${LONGEST_NAME} characters`;
  return undefined;
}

/** What is wrong with a mount point; undefined for a good one. */
export function mountPointProblem(path: string): string | undefined {
  if (!path.startsWith('/')) return 'it must be an absolute path';
  if (path !== '/' && path.endsWith('/')) return 'it may not end with "/"';
  if (/\/\//.test(path) || path.split('/').some((part) => part === '.' || part === '..')) {
    return 'it must be written without "//", "." and ".."';
  }
  if (/[\s\0"'`$\\]/.test(path)) return 'it may hold no space, quote, "$" or backslash';
  return undefined;
}

/** The names above a dataset's, the nearest first: `tank/a`, `tank` for `tank/a/b`. */
export function namesAbove(name: string): string[] {
  const parts = name.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, parts.length - 1 - index).join('/'));
}
