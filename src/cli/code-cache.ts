import { accessSync, constants, existsSync, mkdirSync } from 'fs';
import { homedir } from 'os';
import { join } from 'path';

/**
 * Where compiled programs are kept between runs: in the project's
 * `node_modules/.cache`, where it has one that can be written, else in the
 * user's own cache folder. Never beside the program, and never in a folder
 * that other users can write to.
 * @returns `false` where there is no such place; then nothing is kept.
 */
export function codeCache(root: string): string | false {
  const modules = join(root, 'node_modules');
  const places = [
    ...(existsSync(modules) ? [join(modules, '.cache', 'cosmo')] : []),
    join(userCache(), 'cosmo-nix', 'programs'),
  ];
  return places.find(isUsable) ?? false;
}

function userCache(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (XDG_CACHE_HOME?.startsWith('/')) return XDG_CACHE_HOME;
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  if (process.platform === 'win32' && LOCALAPPDATA) return LOCALAPPDATA;
  return join(homedir(), '.cache');
}

function isUsable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
