import { spawn } from 'child_process';
import { onPath } from '../on-path';
import { toolError } from '../tool-error';

/**
 * The program that opens a file as its reader is used to.
 * @throws ToolError where there is none
 */
export function opener(): string {
  const name = process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer.exe' : 'xdg-open';
  const path = onPath(name);
  if (path !== undefined) return path;
  throw toolError(
    'GRAPH_OPEN',
    `there is no ${name} that could open the page`,
    'write the page to a file, and open that: cosmo graph --out estate.html',
  );
}

/** Open a file, and do not wait. */
export function openFile(file: string): void {
  const child = spawn(opener(), [file], { detached: true, stdio: 'ignore' });
  // It was there a moment ago; who opens a page sees that none opens.
  child.on('error', () => undefined);
  child.unref();
}
