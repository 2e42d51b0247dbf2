const UNITS = ['', 'K', 'M', 'G', 'T', 'P', 'E'];

/**
 * A size as ZFS takes it (`100G`, `1.5T`, `512`) in bytes; undefined for what
 * is none. K is 1024.
 */
export function sizeInBytes(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(?:([KMGTPE])(?:i?B)?)?$/i.exec(text);
  if (!match) return undefined;
  const unit = (match[2] ?? '').toUpperCase();
  if (unit === '' && match[1]!.includes('.')) return undefined;
  return Number(match[1]) * 1024 ** UNITS.indexOf(unit);
}

/** Whether a size is a power of two in a range. */
export function isPowerOfTwo(bytes: number, least: number, most: number): boolean {
  return bytes >= least && bytes <= most && Number.isInteger(Math.log2(bytes));
}
