import type { App } from '../app';
import type { Audit } from '../check';
import { CheckFailed, stops } from '../check-failed';
import { CosmoError } from '../error';
import type { RenderedFile } from '../write';
import { Refusals } from './refusals';
import { renderFlake } from './render-flake';
import { renderSystem } from './render-system';
import { renderTree } from './render-tree';

/** The whole output, in memory. */
export interface Rendered {
  /** Path in the output to file. */
  readonly files: ReadonlyMap<string, RenderedFile>;
  /** Path from the project's root to file. */
  readonly projectFiles: ReadonlyMap<string, RenderedFile>;
  /** The systems that the flake names. */
  readonly systems: string[];
}

/**
 * Render a checked tree.
 * @throws CheckFailed where a finding stops synthesis; CosmoError the first thing that cannot be written; where there
 * are more, they are added to its audit
 */
export function renderApp(app: App, audit: Audit): Rendered {
  if (stops(audit, app.warningsAsErrors)) throw new CheckFailed(audit);
  const files = new Map<string, RenderedFile>();
  const add = into(files);
  const refusals = new Refusals();
  for (const system of app._systems) renderSystem(system, add, refusals);
  const systems = refusals.attempt(() => renderFlake(app, add)) ?? [];
  for (const asset of app._assets) {
    refusals.attempt(() => {
      for (const { target, source, executable } of asset._files()) {
        add(target, { content: asset._read(source), executable, owner: asset.node.path });
      }
    });
  }
  for (const text of app._textFiles) {
    refusals.attempt(() => add(text.target, { content: text._content(), owner: text.node.path }));
  }
  refusals.attempt(() => renderTree(app, add));
  const projectFiles = new Map<string, RenderedFile>();
  const addToProject = into(projectFiles);
  for (const file of app._projectFiles) {
    refusals.attempt(() => {
      addToProject(file.path, { content: file._content(), executable: file.executable, owner: file.node.path });
    });
  }
  refusals.throw(audit);
  return { files, projectFiles, systems };
}

/** Adds files to a map, and refuses two at one path. */
function into(files: Map<string, RenderedFile>): AddFile {
  return (path, file) => {
    const before = files.get(path);
    if (before) {
      throw new CosmoError({
        code: 'OUTPUT_FILE_TWICE',
        message: `two constructs write ${path}: ${before.owner || '(the app)'} and ${file.owner || '(the app)'}`,
        mend: 'give one of them another id, name or target',
        path: file.owner,
      });
    }
    files.set(path, file);
  };
}

/** Takes a rendered file. */
export type AddFile = (path: string, file: RenderedFile) => void;
