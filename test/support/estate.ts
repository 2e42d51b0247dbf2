import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { App, AppProps } from '../../src';

/** A new folder with these files in it, as a project's root. */
export function project(files: Record<string, string> = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'cosmo-test-')));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}

/** An App in a project folder of its own. */
export function newApp(props: AppProps = {}): App {
  return new App({ projectRoot: props.projectRoot ?? project(), release: '25.11', ...props });
}

/** The code of the error that `run` throws; fails where it throws none. */
export function refusal(run: () => unknown): Error & { code?: string } {
  try {
    run();
  } catch (error) {
    return error as Error & { code?: string };
  }
  throw new Error('nothing was refused');
}
