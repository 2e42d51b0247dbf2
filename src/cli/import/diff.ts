import { existsSync, readFileSync } from 'fs';
import { resolve } from 'path';
import type { ImportOptions } from '../import-command';
import { readOptionsText } from './sources';
import { nearest } from '../../app/nearest';
import { formatKeyPath } from '../../nix/error';
import { Catalogue } from '../../options/catalogue';
import { loadCatalogue } from '../../options/catalogue-store';
import { CatalogueDiff, diffCatalogues } from '../../options/diff';
import { ImportedOptionsFiles, importOptions } from '../../options/import';
import { catalogueFile, importEntries } from '../../options/import-folder';
import { Style } from '../style';
import { usage } from '../usage-error';

/** What to compare. */
export interface DiffRequest {
  /** An import's name, or a file. */
  readonly old: string;
  readonly now: ImportedOptionsFiles;
  /** The folder of all imports. */
  readonly folder: string;
  readonly cwd: string;
  readonly options: ImportOptions;
}

/**
 * Print what changed between two catalogues.
 * @throws UsageError `IMPORT_DIFF` where there is no older one of that name
 */
export function tellDiff({ old, now, folder, cwd, options }: DiffRequest): void {
  const diff = diffCatalogues(olderCatalogue(old, folder, cwd), now.catalogue);
  if (options.json) process.stdout.write(`${JSON.stringify(asData(diff), undefined, 2)}\n`);
  else if (!options.quiet) process.stdout.write(`${inWords(diff, old, options.verbose ?? false)}\n`);
}

function olderCatalogue(old: string, folder: string, cwd: string): Catalogue {
  const entries = importEntries(folder);
  const entry = entries.find(({ name }) => name === old);
  const file = entry ? catalogueFile(folder, entry) : resolve(cwd, old);
  if (entry && existsSync(file)) return loadCatalogue(readFileSync(file, 'utf8'), file);
  if (!existsSync(file)) {
    const names = entries.map(({ name }) => name);
    const guess = nearest(old, names);
    throw usage(
      'IMPORT_DIFF',
      `there is no import "${old}" and no such file`,
      guess !== undefined
        ? `did you mean "${guess}"?`
        : names.length > 0
          ? `compare with ${names.join(', ')}, or with an options.json`
          : 'import options first, or give an options.json',
    );
  }
  return importOptions({ sources: [{ from: old, text: readOptionsText(file, old) }], name: 'older' }).catalogue;
}

function asData(diff: CatalogueDiff): Record<string, unknown> {
  return {
    removed: diff.removed.map(formatKeyPath),
    renamed: diff.renamed.map(({ from, to }) => ({ from: formatKeyPath(from), to: formatKeyPath(to) })),
    retyped: diff.retyped.map(({ path, before, after }) => ({ path: formatKeyPath(path), before, after })),
    added: diff.added.map(formatKeyPath),
  };
}

function inWords({ removed, renamed, retyped, added }: CatalogueDiff, old: string, verbose: boolean): string {
  const style = new Style(process.stdout);
  const lines = [
    ...renamed.map(({ from, to }) => style.yellow(`  ~ ${formatKeyPath(from)} is now ${formatKeyPath(to)}`)),
    ...removed.map((path) => style.red(`  - ${formatKeyPath(path)}`)),
    ...retyped.map(({ path, before, after }) => `  ≠ ${formatKeyPath(path)}: ${before}, now ${after}`),
    ...(verbose ? added.map((path) => style.green(`  + ${formatKeyPath(path)}`)) : []),
  ];
  const counts = [
    renamed.length > 0 ? `${renamed.length} renamed` : '',
    removed.length > 0 ? `${removed.length} removed` : '',
    retyped.length > 0 ? `${retyped.length} of another type` : '',
    added.length > 0 ? `${added.length} new` : '',
  ].filter((part) => part !== '');
  return [...lines, `since ${old}: ${counts.join(', ') || 'nothing changed'}`].join('\n');
}
