import { ZfsPoolProperties } from './zfs-pool-properties';
import type { Refuse } from '../app/refuse';

const NAMES = [
  'ashift',
  'autotrim',
  'autoexpand',
  'autoreplace',
  'failmode',
  'compatibility',
  'comment',
  'listsnapshots',
] as const;

/** The properties as `zpool create -o` takes them, checked. */
export function poolValues(props: ZfsPoolProperties, refuse: Refuse): Record<string, string> {
  const { ashift = 12, compatibility, comment } = props;
  if (!Number.isInteger(ashift) || ashift < 9 || ashift > 16) {
    refuse(
      'ZFS_ASHIFT',
      `ashift ${ashift}`,
      'give a whole number from 9 to 16: 12 for sectors of 4 KiB, 13 for some SSDs',
      'ashift',
      'the sector size is 2 to the power of ashift',
    );
  }
  if (
    compatibility !== undefined &&
    !/^[A-Za-z0-9][A-Za-z0-9._-]*(,[A-Za-z0-9][A-Za-z0-9._-]*)*$/.test(compatibility)
  ) {
    refuse(
      'ZFS_COMPATIBILITY',
      `"${compatibility}" names no feature set`,
      "give one such as 'openzfs-2.2-linux'",
      'compatibility',
    );
  }
  if (comment !== undefined && !/^[\x20-\x7e]{1,32}$/.test(comment)) {
    refuse('ZFS_COMMENT', 'the comment is too long or no plain text', 'give at most 32 characters of ASCII', 'comment');
  }
  const values: Record<string, string> = {};
  for (const name of NAMES) {
    const value = name === 'ashift' ? ashift : props[name];
    if (value !== undefined) values[name] = typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
  }
  for (const [name, value] of Object.entries(props.poolProperties ?? {})) {
    const keyPath = `poolProperties.${name}`;
    if ((NAMES as readonly string[]).includes(name)) {
      refuse('ZFS_PROPERTY_TYPED', `the property ${name} has a prop of its own`, `set ${name}`, keyPath);
    }
    if (typeof value !== 'string') {
      refuse('ZFS_PROPERTY_VALUE', `the property ${name} is no string`, "give it as zpool takes it: 'on'", keyPath);
    }
    if (!/^[a-z0-9][a-z0-9_.:@-]*$/.test(name)) {
      refuse(
        'ZFS_PROPERTY_NAME',
        `"${name}" cannot be a property`,
        'use lower-case letters, digits, _ - . : and @',
        keyPath,
      );
    }
    values[name] = value;
  }
  return values;
}
