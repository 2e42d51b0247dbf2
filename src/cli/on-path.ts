import { accessSync, constants, statSync } from 'fs';
import { delimiter, join } from 'path';

/** Where a program is that a shell would run by this name; undefined where there is none. */
export function onPath(name: string): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    if (folder === '') continue;
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      if (statSync(path).isFile()) return path;
    } catch {
      // Not in this one.
    }
  }
  return undefined;
}
