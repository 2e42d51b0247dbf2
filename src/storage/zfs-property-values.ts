import type { ZfsCommonProperties, ZfsDatasetProperties } from './zfs-properties';
import { isPowerOfTwo, sizeInBytes } from './zfs-size';
import type { Refuse } from '../app/refuse';

/** Names of ZFS properties by the name of their prop; the rest have the same name. */
const RENAMED: Record<string, string> = {
  readOnly: 'readonly',
  redundantMetadata: 'redundant_metadata',
  specialSmallBlocks: 'special_small_blocks',
};
/** Props that are a property of a file system or zvol, in the order they are written. */
const PROPERTIES = [
  'canmount',
  'compression',
  'recordsize',
  'volblocksize',
  'atime',
  'relatime',
  'xattr',
  'acltype',
  'aclinherit',
  'dnodesize',
  'sync',
  'logbias',
  'primarycache',
  'secondarycache',
  'dedup',
  'checksum',
  'copies',
  'redundantMetadata',
  'specialSmallBlocks',
  'readOnly',
  'devices',
  'exec',
  'setuid',
  'snapdir',
  'snapdev',
  'volmode',
  'casesensitivity',
  'normalization',
  'utf8only',
  'quota',
  'refquota',
  'reservation',
  'refreservation',
] as const;
/** Properties that other props speak for. */
const ELSEWHERE: Record<string, string> = {
  mountpoint: 'mountPoint',
  encryption: 'encryption',
  keyformat: 'encryption',
  keylocation: 'encryption',
  pbkdf2iters: 'encryption',
  volsize: 'size',
};
const COMPRESSION =
  /^(on|off|lz4|lzjb|zle|gzip(-[1-9])?|zstd(-(1?[1-9]|10))?|zstd-fast(-([1-9]|[1-9]0|100|500|1000))?)$/;

/** The properties as ZFS takes them: strings by name, checked. */
export function propertyValues(props: ZfsCommonProperties, refuse: Refuse, prefix = ''): Record<string, string> {
  const given = props as Record<string, unknown>;
  check(given as ZfsDatasetProperties, (code, message, mend, keyPath, why) =>
    refuse(code, message, mend, prefix + keyPath, why),
  );
  const values: Record<string, string> = {};
  for (const prop of PROPERTIES) {
    const value = given[prop];
    if (value === undefined) continue;
    values[RENAMED[prop] ?? prop] = typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
  }
  for (const [name, value] of Object.entries(props.properties ?? {})) {
    const keyPath = `${prefix}properties.${name}`;
    const prop = ELSEWHERE[name] ?? PROPERTIES.find((known) => (RENAMED[known] ?? known) === name);
    if (prop) refuse('ZFS_PROPERTY_TYPED', `the property ${name} has a prop of its own`, `set ${prop}`, keyPath);
    if (typeof value !== 'string') {
      refuse('ZFS_PROPERTY_VALUE', `the property ${name} is no string`, "give it as ZFS takes it: 'on', '1M'", keyPath);
    }
    if (!/^[a-z0-9][a-z0-9_.:-]*$/.test(name)) {
      refuse(
        'ZFS_PROPERTY_NAME',
        `"${name}" cannot be a property`,
        'use lower-case letters, digits, _ - . and :',
        keyPath,
      );
    }
    values[name] = value;
  }
  return values;
}

function check(props: ZfsDatasetProperties, refuse: Refuse): void {
  const { compression, recordsize, copies, specialSmallBlocks } = props;
  if (compression !== undefined && !COMPRESSION.test(compression)) {
    refuse(
      'ZFS_COMPRESSION',
      `ZFS has no compression "${compression}"`,
      'give zstd, zstd-1 to zstd-19, lz4, gzip-1 to gzip-9, zle, on or off',
      'compression',
    );
  }
  if (recordsize !== undefined && !isPowerOfTwo(sizeInBytes(recordsize) ?? 0, 512, 16 * 1024 ** 2)) {
    refuse(
      'ZFS_RECORDSIZE',
      `"${recordsize}" is no record size`,
      "give a power of two from '512' to '16M'",
      'recordsize',
    );
  }
  if (
    specialSmallBlocks !== undefined &&
    specialSmallBlocks !== '0' &&
    !isPowerOfTwo(sizeInBytes(specialSmallBlocks) ?? 0, 512, 1024 ** 2)
  ) {
    refuse(
      'ZFS_SPECIAL_SMALL_BLOCKS',
      `"${specialSmallBlocks}" is no size of small blocks`,
      "give '0' or a power of two from '512' to '1M'",
      'specialSmallBlocks',
    );
  }
  if (copies !== undefined && ![1, 2, 3].includes(copies)) {
    refuse('ZFS_COPIES', `ZFS cannot store ${copies} copies`, 'give 1, 2 or 3', 'copies');
  }
  checkSpace(props, refuse);
}

const SPACE = ['quota', 'refquota', 'reservation', 'refreservation'] as const;
/** Which may not be more than which. */
const BOUNDS: readonly (readonly [(typeof SPACE)[number], (typeof SPACE)[number]])[] = [
  ['reservation', 'quota'],
  ['refreservation', 'quota'],
  ['refreservation', 'refquota'],
];

function checkSpace(props: ZfsDatasetProperties, refuse: Refuse): void {
  for (const name of SPACE) {
    const value = props[name];
    if (value === undefined || value === 'none') continue;
    if (name === 'refreservation' && value === 'auto') continue;
    if (sizeInBytes(value) === undefined) {
      refuse('ZFS_SIZE', `"${value}" is no size`, "give a number with K, M, G or T, such as '100G', or 'none'", name);
    }
  }
  for (const [small, large] of BOUNDS) {
    const least = sizeInBytes(props[small] ?? '');
    const most = sizeInBytes(props[large] ?? '');
    if (least !== undefined && most !== undefined && least > most) {
      refuse(
        'ZFS_RESERVATION_OVER_QUOTA',
        `the ${small} ${props[small]} is more than the ${large} ${props[large]}`,
        `raise the ${large} or lower the ${small}`,
        small,
        'what may never be used cannot be set aside: ZFS refuses it',
      );
    }
  }
}
