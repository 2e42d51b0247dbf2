import { IConstruct } from 'constructs';
import { System, SystemKind } from '../../app';
import { isPlainSet } from '../../app/option-tree';
import { EARLY_MOUNTS } from '../../app/paths';
import type { Estate } from '../../app/rules/estate';
import { isShared } from '../checks';

/** A file system that a private key lies on. */
export interface KeyMount {
  readonly point: string;
  /** Whether it is mounted before secrets are decrypted. */
  readonly early: boolean;
  /** `tmpfs` or `ramfs`, where it is in memory. */
  readonly memory?: string;
}

/** A private key that secrets are decrypted with. */
export interface IdentityPath {
  readonly system: System;
  readonly owner: IConstruct;
  readonly path: string;
  readonly keyPath: string;
  /** What holds it, as far as that is known. */
  readonly mount?: KeyMount;
}

const OPTIONS: readonly (readonly string[])[] = [
  ['age', 'identityPaths'],
  ['sops', 'age', 'sshKeyPaths'],
  ['sops', 'age', 'keyFile'],
];

/** The private keys of machines, with the file systems that they lie on. */
export function identityPaths(estate: Estate): IdentityPath[] {
  const found: IdentityPath[] = [];
  for (const system of estate.systems) {
    if (isShared(system) || system.kind !== SystemKind.NIXOS) continue;
    const options = estate.optionsOf(system);
    let mounts: ReadonlyMap<string, KeyMount> | undefined;
    for (const option of OPTIONS) {
      for (const { owner, value } of options._taken(option)) {
        for (const path of Array.isArray(value) ? (value as unknown[]) : [value]) {
          if (typeof path !== 'string' || !path.startsWith('/')) continue;
          mounts ??= mountsOf(estate, system);
          found.push({ system, owner, path, keyPath: option.join('.'), mount: holding(mounts, path) });
        }
      }
    }
  }
  return found;
}

function mountsOf(estate: Estate, system: System): Map<string, KeyMount> {
  const found = new Map<string, KeyMount>();
  for (const { names, value } of estate.optionsOf(system)._at(['fileSystems', '*'])) {
    if (!isPlainSet(value)) continue;
    const point = names[0]!;
    const before = found.get(point);
    const memory = value.fsType === 'tmpfs' || value.fsType === 'ramfs' ? value.fsType : undefined;
    const early = before?.early || value.neededForBoot === true || EARLY_MOUNTS.has(point);
    found.set(point, { point, early, memory: before?.memory ?? memory });
  }
  return found;
}

function holding(mounts: ReadonlyMap<string, KeyMount>, path: string): KeyMount | undefined {
  for (let at = path; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const found = mounts.get(at);
    if (found) return found;
  }
  return mounts.get('/');
}
