import type { ZfsDataset } from '../../storage';

/** The smaller quota of a dataset in MiB; endless where it has none. */
export function quotaMib({ _values: { quota, refquota } }: ZfsDataset): number {
  return Math.min(...[quota, refquota].map(mib));
}

function mib(size: unknown): number {
  const match = typeof size === 'string' ? /^(\d+(?:\.\d+)?)([KMGTP]?)/i.exec(size) : null;
  if (!match) return Infinity;
  return (Number(match[1]) * 1024 ** ['', 'K', 'M', 'G', 'T', 'P'].indexOf(match[2]!.toUpperCase())) / 1024 ** 2;
}
