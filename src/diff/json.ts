import type { Change, Setting } from './change';
import type { Danger } from './dangers';
import { EstateDiff, isSame, SystemDiff } from './diff';
import type { FileChange } from './files';
import type { System } from './system';
import { showPath } from './value';

/** The form of what `diffData` gives; what is there keeps its meaning while it is this. */
const VERSION = 1;

/** A comparison as data that can be JSON. Values are data; `{ "nix": … }` is code, `{ "path": … }` a file of the output. */
export function diffData(diff: EstateDiff): object {
  const { before, after, systems, affected, unaffected, inputs, outputs, files, projectFiles, dangers } = diff;
  return {
    version: VERSION,
    from: before.name,
    to: after.name,
    same: isSame(diff),
    counts: {
      systems: systems.length,
      affected: affected.length,
      unaffected: unaffected.length,
      dangers: dangers.length,
    },
    dangers: dangers.map(dangerData),
    systems: systems.map((one) => systemData(one, diff)),
    affected: affected.map(({ system, through }) => ({ ...nameData(system), through })),
    unaffected: unaffected.map(nameData),
    inputs: inputs.map(({ name, kind, changes, locked }) => ({
      name,
      kind,
      changes: changes.map((change) => changeData(change)),
      ...(locked ? { locked } : {}),
    })),
    outputs: outputs.map((change) => changeData(change)),
    files: files.map(fileData),
    projectFiles: projectFiles.map(fileData),
  };
}

function nameData({ name, flake, path, type, folder }: System): object {
  return { name, ...(flake !== undefined ? { flake } : {}), construct: path, type, folder };
}

function systemData(
  { kind, system, renamedFrom, changes, files, through }: SystemDiff,
  { before, after }: EstateDiff,
): object {
  return {
    ...nameData(system),
    kind,
    ...(renamedFrom ? { renamedFrom: nameData(renamedFrom) } : {}),
    changes: changes.map((change) => {
      const owners = change.files.map((file) => (after.files.get(file) ?? before.files.get(file))?.owner);
      return changeData(change, [...new Set(owners.filter((owner) => owner !== undefined))]);
    }),
    files: files.map(fileData),
    through,
  };
}

function changeData(change: Change, constructs?: readonly string[]): object {
  const { kind, path, from, to, added, removed, isReordered, other, isAway, count, files } = change;
  return {
    kind,
    option: showPath(path),
    path,
    ...(from ? { from: settingData(from) } : {}),
    ...(to ? { to: settingData(to) } : {}),
    ...(added && removed ? { added, removed } : {}),
    ...(isReordered ? { reordered: true } : {}),
    ...(other ? { [isAway ? 'movedTo' : 'movedFrom']: { ...other, option: showPath(other.path) }, count } : {}),
    ...(constructs ? { constructs } : {}),
    files,
  };
}

function settingData({ value, behind }: Setting): object {
  return { value, ...(behind.length > 0 ? { behind } : {}) };
}

function fileData({ kind, path, changes }: FileChange): object {
  return { kind, path, changes: changes.map((change) => changeData(change)) };
}

function dangerData({ code, message, system, file, path, change }: Danger): object {
  return {
    code,
    message,
    ...(system !== undefined ? { system } : {}),
    ...(file !== undefined ? { file } : {}),
    ...(path.length > 0 ? { option: showPath(path), path } : {}),
    ...(change ? { change: changeData(change) } : {}),
  };
}
