import { Construct } from 'constructs';
import { Asset, CosmoError } from '../app';
import { Expr } from '../nix';
import type { HomeFile } from './home-file';
import { isRelativePath } from './relative-path';

/** The files of one prop as home-manager has them. */
export function homeFiles(
  construct: Construct,
  prop: string,
  files: Record<string, HomeFile> | undefined,
): Record<string, any> | undefined {
  if (files === undefined || Object.keys(files).length === 0) return undefined;
  const made: Record<string, any> = {};
  for (const [path, file] of Object.entries(files)) {
    const refuse = (code: string, message: string, mend: string): never => {
      throw new CosmoError({ code, message, mend, construct, keyPath: `${prop}.${JSON.stringify(path)}` });
    };
    if (!isRelativePath(path)) {
      refuse(
        'HOME_FILE_PATH',
        `${JSON.stringify(path)} is no path inside a home`,
        "give it from the home directory (configFiles: from ~/.config), without '~', '..' or a slash at its ends",
      );
    }
    if ((file.text === undefined) === (file.source === undefined)) {
      refuse(
        'HOME_FILE_CONTENT',
        `the file ${path} has ${file.text === undefined ? 'neither a text nor a source' : 'a text and a source'}`,
        "give one of the two: { text: '…' } or { source: 'dotfiles/…' }",
      );
    }
    if (file.recursive && file.text !== undefined) {
      refuse('HOME_FILE_RECURSIVE', `the text ${path} is no folder`, 'leave recursive out');
    }
    made[path] = {
      text: file.text,
      source: file.source === undefined ? undefined : sourceOf(construct, prop, path, file.source),
      executable: file.executable,
      recursive: file.recursive ? true : undefined,
      force: file.force ? true : undefined,
      onChange: file.onChange,
    };
  }
  return made;
}

function sourceOf(construct: Construct, prop: string, path: string, source: string | Asset | Expr): unknown {
  if (typeof source !== 'string') return Expr.isExpr(source) ? source : (source as Asset).file;
  const id = `${prop === 'files' ? 'file' : 'config'}-${path.replace(/[^A-Za-z0-9._-]+/g, '-')}`;
  return new Asset(construct, id, { path: source }).file;
}

/**
 * Refuse a file that both `files` and `configFiles` put in place.
 */
export function refuseSameFile(
  construct: Construct,
  files: Record<string, HomeFile> = {},
  configFiles: Record<string, HomeFile> = {},
): void {
  for (const path of Object.keys(configFiles)) {
    if (files[`.config/${path}`] === undefined) continue;
    throw new CosmoError({
      code: 'HOME_FILE_TWICE',
      message: `files and configFiles both put .config/${path} in place`,
      mend: 'leave one of the two out',
      construct,
      keyPath: `configFiles.${JSON.stringify(path)}`,
    });
  }
}
