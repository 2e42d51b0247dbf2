import { withOutput } from './estate-output';
import type { LookOptions } from './list-command';
import { count, Style } from './style';
import { diffOutputs, inventoryOf, Listed, noOutput } from '../diff';

/** What `cosmo list` prints without `--all`. */
const MACHINES = new Set<Listed['kind']>(['host', 'darwin', 'home', 'container']);

/** `cosmo list`: sets the process's exit code. */
export async function list(options: LookOptions): Promise<void> {
  await withOutput(options, ({ output, last }) => {
    const diff = options.last ? undefined : diffOutputs(last ?? noOutput('nothing'), output);
    const rows = inventoryOf(output, diff).filter(({ kind }) => options.all || MACHINES.has(kind));
    if (options.json) return `${JSON.stringify({ version: 1, systems: rows }, undefined, 2)}\n`;
    return listText(rows, new Style(process.stdout));
  });
}

function listText(rows: readonly Listed[], style: Style): string {
  const cells = rows.map(({ name, kind, platform, stateVersion, addresses, tags, state }) => [
    name,
    kind,
    platform ?? '-',
    stateVersion ?? '-',
    addresses.join(' ') || '-',
    tags.join(' ') || '-',
    ...(state !== undefined ? [state] : []),
  ]);
  const head = ['NAME', 'KIND', 'PLATFORM', 'VERSION', 'ADDRESSES', 'TAGS', ...(rows[0]?.state ? ['STATE'] : [])];
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd();
  const lines = cells.map((row, index) => paint(line(row), rows[index]!.state, style));
  const total = `${count(rows.length, 'system')}\n`;
  return rows.length === 0 ? total : [style.dim(line(head)), ...lines, total].join('\n');
}

function paint(line: string, state: Listed['state'], style: Style): string {
  if (state === 'new') return style.green(line);
  if (state === 'removed') return style.red(line);
  return state === 'changed' ? style.yellow(line) : line;
}
