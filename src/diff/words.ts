import type { Danger } from './dangers';
import { EstateDiff, isSame, SystemDiff } from './diff';
import type { InputChange } from './inputs';
import { Line, showChange } from './show';
import type { System } from './system';
import { showPath } from './value';

/** `1 option`, `2 options`. */
function counted(number: number, one: string): string {
  return `${number} ${one}${number === 1 ? '' : 's'}`;
}

/** `2 systems change, 1 more through them, 3 are unaffected; 1 danger`. */
export function headline(diff: EstateDiff): string {
  const { systems, affected, unaffected, dangers } = diff;
  if (isSame(diff)) return `nothing changes: ${counted(unaffected.length, 'system')} as before`;
  const parts = [
    `${counted(systems.length, 'system')} change${systems.length === 1 ? 's' : ''}`,
    ...(affected.length > 0 ? [`${affected.length} more through others`] : []),
    `${unaffected.length} unaffected`,
  ];
  return parts.join(', ') + (dangers.length > 0 ? `; ${counted(dangers.length, 'danger')}` : '');
}

/** What a System is called in a report: by its flake's name where it has one, or else by what it stands in. */
export function titleOf({ name, flake, path, type }: System): string {
  if (flake !== undefined) return `${name} (${flake})`;
  // The inside of a container is known by the container.
  const outer = path.replace(/\/(inside|host)$/, '');
  return `${outer} (${outer === path ? type : 'inside'})`;
}

/** `new, 57 options`, `3 set, 1 changed`. */
export function countsOf({ kind, changes, files, renamedFrom }: SystemDiff): string {
  if (kind === 'set') return `new, ${counted(changes.length, 'option')}`;
  if (kind === 'removed') return 'removed';
  const of = (wanted: string) => changes.filter((change) => change.kind === wanted).length;
  const counts = (['set', 'changed', 'removed', 'moved'] as const).flatMap((one) =>
    of(one) > 0 ? [`${of(one)} ${one}`] : [],
  );
  return [
    ...(renamedFrom ? [`was ${renamedFrom.flake ?? renamedFrom.folder}`] : []),
    ...counts,
    ...(files.length > 0 ? [counted(files.length, 'file')] : []),
  ].join(', ');
}

/** All that is told of a System. */
export function linesOf({ changes, files, through }: SystemDiff): Line[] {
  const also: Line[] = through.length > 0 ? [{ sign: ' ', text: `also through ${through.join(', ')}` }] : [];
  return [...changes.flatMap((change) => showChange(change)), ...files.flatMap(fileLines), ...also];
}

/** A file that is no module, with the values in it. */
export function fileLines({ kind, path, changes }: EstateDiff['files'][number]): Line[] {
  const sign = kind === 'set' ? '+' : kind === 'removed' ? '-' : '~';
  const inner = changes.flatMap((change) => showChange(change));
  return [
    { sign, text: `file ${path}` },
    ...inner.map((line): Line => ({ sign: ' ', text: `  ${line.sign} ${line.text}` })),
  ];
}

/** An input of the flake. */
export function inputLines({ name, kind, changes, locked }: InputChange): Line[] {
  if (kind !== 'changed') return [{ sign: kind === 'set' ? '+' : '-', text: `input ${name}` }];
  const lines: Line[] = changes.flatMap((change) => showChange({ ...change, path: ['inputs', ...change.path] }));
  if (!locked) return lines;
  return [
    ...lines,
    { sign: '~', text: `input ${name}: ${locked.from ?? 'not pinned'} → ${locked.to ?? 'not pinned'}` },
  ];
}

/** What a danger is about: `attic: users.users.bob`. */
export function dangerPlace({ system, file, path }: Danger): string {
  const option = path.length > 0 && file === undefined ? showPath(path) : undefined;
  const where = system === undefined ? undefined : system.slice(system.indexOf('/') + 1);
  return [where, file ?? option].filter((part) => part !== undefined).join(': ');
}

/** The values of a danger, where they say more than its message. */
export function dangerValues({ change }: Danger): string | undefined {
  const [line] = change ? showChange(change) : [];
  const option = change ? showPath(change.path) : '';
  return line && change!.kind !== 'moved' ? line.text.slice(option.length).replace(/^[ :=]+/, '') : undefined;
}
