import { existsSync } from 'fs';
import { resolve } from 'path';
import { isOwn, Place } from './source-line';
import type { HostLine } from '../app/host-lines';

/** Where Java's build tools keep the sources of classes. */
const SOURCES = ['', 'src/main/java', 'src/test/java', 'src/main/kotlin', 'src/test/kotlin', 'src'];

/** The lines of a program in another language that are the user's own, as places of its project. */
export function hostPlaces(lines: readonly HostLine[], root: string): Place[] {
  return lines.flatMap(({ file, line }) => {
    const found = SOURCES.map((folder) => resolve(root, folder, file)).find((path) => existsSync(path));
    return found !== undefined && isOwn(found, root) ? [{ file: found, line }] : [];
  });
}

/** The lines that made the construct a finding is about, or else the nearest one around it. */
export function placesOfTree(
  made: Readonly<Record<string, readonly HostLine[]>>,
  root: string,
): (finding: { path?: string }) => readonly Place[] {
  return ({ path = '' }) => {
    for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
      const lines = made[at];
      if (lines) return hostPlaces(lines, root);
    }
    return [];
  };
}

/** Places as the stack of an error tells them. */
export function stackOf(places: readonly Place[]): string {
  return places.map(({ file, line }) => `    at ${file}:${line}:1`).join('\n');
}
