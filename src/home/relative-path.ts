/** Whether a path is relative, stays below where it begins, and has no empty parts. */
export function isRelativePath(path: string): boolean {
  return /^[^\0\n]+$/.test(path) && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}
