import { mountPointProblem } from './zfs-names';
import type { Refuse } from '../app/refuse';
import { canHoldSecret } from '../app/secret-path';
import { Expr } from '../nix';

/** What can be in a label or in the name of a device without being escaped. */
const DEVICE_NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]*$/;
/** A size as disko's partitions take it, with a unit. */
const SIZE = /^[1-9]\d*[KMGTP]$/;

/** Refuse a mount point that is none, and options that do not go with it. */
export function checkMount(
  mountPoint: string | undefined,
  props: { readonly mountOptions?: string[]; readonly neededForBoot?: boolean },
  keyPath: string,
  refuse: Refuse,
): void {
  const { mountOptions, neededForBoot } = props;
  if (mountPoint === undefined) {
    for (const [key, given] of Object.entries({ mountOptions, neededForBoot })) {
      if (given === undefined || given === false) continue;
      refuse(
        'DISK_NOT_MOUNTED',
        `${key} of what is not mounted`,
        'give a mount point, or leave it out',
        `${keyPath}.${key}`,
      );
    }
    return;
  }
  const problem = mountPointProblem(mountPoint);
  if (problem) {
    refuse(
      'DISK_MOUNT_POINT',
      `"${mountPoint}" is no mount point: ${problem}`,
      "give an absolute path such as '/home'",
      `${keyPath}.mountPoint`,
    );
  }
  checkOptions(mountOptions, `${keyPath}.mountOptions`, refuse);
  const lazy = mountOptions?.find((option) => option === 'nofail' || option === 'noauto');
  if (mountPoint === '/' && lazy !== undefined) {
    refuse(
      'DISK_ROOT_OPTIONS',
      'the machine cannot start without its root file system',
      `leave ${lazy} out`,
      `${keyPath}.mountOptions`,
    );
  }
}

/** Refuse items that are more than one mount option. */
export function checkOptions(options: readonly string[] | undefined, keyPath: string, refuse: Refuse): void {
  options?.forEach((option, index) => {
    if (/^[^\s,"'`$\\;&|<>()]+$/.test(option)) return;
    refuse(
      'DISK_MOUNT_OPTION',
      `${JSON.stringify(option)} is no single mount option`,
      "give one option an item: ['noatime', 'compress=zstd']",
      `${keyPath}[${index}]`,
    );
  });
}

/** Refuse a size that is none. */
export function checkSize(size: string, allowRest: boolean, keyPath: string, refuse: Refuse): void {
  if (SIZE.test(size) || (allowRest && size === '100%')) return;
  refuse(
    'DISK_SIZE',
    `"${size}" is no size`,
    `give a whole number with K, M, G, T or P, such as '100G'${allowRest ? ", or '100%' for all that is left" : ''}`,
    keyPath,
    /^\d+$/.test(size) ? 'a number without a unit would count sectors' : undefined,
  );
}

/** Refuse a priority of swap that is none. */
export function checkSwapPriority(priority: number | undefined, keyPath: string, refuse: Refuse): void {
  if (priority === undefined || (Number.isInteger(priority) && priority >= 0 && priority <= 32767)) return;
  refuse('DISK_SWAP_PRIORITY', `${priority} is no priority`, 'give a whole number from 0 to 32767', keyPath);
}

/** Refuse a name that would have to be escaped. */
export function checkName(name: string, what: string, keyPath: string, refuse: Refuse): void {
  if (DEVICE_NAME.test(name)) return;
  refuse(
    'DISK_NAME',
    `"${name}" cannot be the name of ${what}`,
    'use letters, digits, "-", "_" and ".", a letter or digit first',
    keyPath,
  );
}

/** Refuse a secret that is no absolute path. What only Nix knows is taken. */
export function checkSecret(secret: { readonly path: any } | undefined, keyPath: string, refuse: Refuse): void {
  if (secret === undefined) return;
  const path: unknown = secret.path;
  if (canHoldSecret(path) && (typeof path !== 'string' || /^[A-Za-z0-9_.:+@=#/-]+$/.test(path))) return;
  refuse(
    'DISK_SECRET_PATH',
    `${Expr.isExpr(path) ? (path as Expr).source() : JSON.stringify(path)} cannot hold a key`,
    "give an absolute path without spaces outside the Nix store, such as '/tmp/disk.key'",
    keyPath,
  );
}
