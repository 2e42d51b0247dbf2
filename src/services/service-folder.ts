import { Construct, IConstruct } from 'constructs';
import { App, IMountPoint, System } from '../app';
import { Refuse } from '../app/refuse';

/** What a folder of a host is asked for, for its refusals. */
export interface FolderQuestion {
  /** The host whose folder it is. */
  readonly host: System;
  /** The beginning of the codes: `MEDIA`. */
  readonly code: string;
  /** What it is for: `the media`. */
  readonly what: string;
  /** The prop. */
  readonly keyPath: string;
  readonly refuse: Refuse;
}

/** The path of a folder of a host: one that was given, or where something is mounted. */
export function folderOf(given: string | IMountPoint, question: FolderQuestion): string {
  const { host, code, what, keyPath, refuse } = question;
  if (typeof given === 'string') return checkedFolder(given, question);
  const elsewhere = Construct.isConstruct(given) ? System.find(given) : undefined;
  if (elsewhere && elsewhere !== host) {
    refuse(
      `${code}_ELSEWHERE`,
      `${what} is mounted on ${elsewhere.systemName}, and is to be used on ${host.systemName}`,
      'give something that is mounted on the same host',
      keyPath,
    );
  }
  if (given.mountPoint !== undefined) return checkedFolder(given.mountPoint, question);
  return refuse(
    `${code}_UNMOUNTED`,
    `${what} is not mounted on ${host.systemName}`,
    "give it a mountPoint: pool.addDataset('name', { mountPoint: '/mnt/name' })",
    keyPath,
  );
}

function checkedFolder(path: string, { code, what, keyPath, refuse }: FolderQuestion): string {
  const parts = path.split('/').slice(1);
  const plain = parts.every((part) => part !== '' && part !== '.' && part !== '..');
  if (path.startsWith('/') && plain && !/[\0\n:]/.test(path)) return path;
  return refuse(
    `${code}_FOLDER`,
    `${JSON.stringify(path)} is no folder for ${what}`,
    "give an absolute path without '..', ':' and a slash at its end; not / itself",
    keyPath,
  );
}

/** Whether the estate's NixOS is of a release or newer. */
export function releaseSince(construct: IConstruct, release: string): boolean {
  const ours = App.of(construct).release;
  return ours === 'unstable' || ours >= release;
}
