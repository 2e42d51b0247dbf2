import { basename, dirname, extname } from 'path';
import { IConstruct } from 'constructs';
import { ImportedFile, importedFiles, LostPath } from './imported-files';
import { Severity, System } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const importedFileMissing: IRule = {
  code: 'IMPORTED_FILE_MISSING',
  severity: Severity.ERROR,
  title: 'What a hand-written file of Nix names beside itself comes along into the output',
  reason:
    'of a file that is imported that file alone is copied: Nix says that the path of what it names does not exist',
  source: 'a real homelab: a module that imports the one beside it; Nix: paths are relative to the file they stand in',
  files: {
    'modules/scanner.nix': '{\n  imports = [ ./drivers.nix ];\n  hardware.sane.enable = true;\n}\n',
    'modules/drivers.nix': '{ hardware.sane.brscan4.enable = true; }\n',
  },
  breaks: `
const alone = new Host(app, 'alone', { ...machine });
alone.importFile('modules/scanner.nix');
`,
  holds: `
const alone = new Host(app, 'alone', { ...machine });
alone.importFile('modules/scanner.nix');
alone.importFile('modules/drivers.nix');
`,
  check(estate, report) {
    for (const { owner, file, lost } of importedFiles(estate)) {
      for (const group of [lost.filter(({ outside }) => !outside), lost.filter(({ outside }) => outside)]) {
        if (group.length === 0) continue;
        const isOutside = group[0]!.outside;
        const which = group.length === 1 ? ['is', 'lies'] : ['are', 'lie'];
        const verb = group.every(({ imported }) => imported) ? 'imports' : 'names';
        report.found(owner, {
          message:
            `${file ?? `the source of ${owner.node.path}`} ${verb} ${named(group)}, ` +
            (isOutside ? `which ${which[1]} outside of the flake` : `which ${which[0]} not in the output`),
          keyPath: file === undefined ? 'source' : 'path',
          ...(isOutside ? { why: OUTSIDE } : {}),
          mend: isOutside ? 'copy it into the project, beside the file, and import both' : mendOf(owner, file, group),
          ...(group.some(({ imported }) => imported) ? {} : { severity: Severity.WARNING }),
          ...(file === undefined ? {} : { cause: `${file} ${isOutside}` }),
        });
      }
    }
  },
};

const OUTSIDE = 'Nix takes the repository for the flake, or without one the output alone, and reads nothing around it';
const SHOWN = 3;

function named(lost: readonly LostPath[]): string {
  const names = lost.slice(0, SHOWN).map(({ text, line }) => `${text} (line ${line})`);
  if (lost.length > SHOWN) names.push(`${lost.length - SHOWN} more`);
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

function mendOf(owner: IConstruct, file: ImportedFile['file'], lost: readonly LostPath[]): string {
  if (file === undefined) {
    return 'keep the module in a file, in a folder with what it names, and import it by importFile';
  }
  const missing = lost.find(({ meant }) => meant === undefined);
  if (missing) return `there is no such file beside ${file} in the project either: correct ${missing.text}`;
  const all = lost as readonly (LostPath & { meant: string })[];
  // Files that one construct imports stand side by side.
  const place = dirname((owner as { target?: string }).target ?? '');
  if (all.every(({ imported, meant, target }) => imported && target === `${place}/${basename(meant)}`)) {
    const calls = all.map(({ meant }) => `${variable(owner)}.importFile('${meant}')`);
    return `import ${all.length === 1 ? 'it' : 'them'} too, beside it: ${calls.join('; ')}`;
  }
  const [{ meant, target }] = all as [LostPath & { meant: string }];
  if (all.length === 1 && target.startsWith('assets/')) {
    const id = basename(meant, extname(meant));
    const props = `{ path: '${meant}', target: '${target.slice('assets/'.length)}' }`;
    return `bring it along: new Asset(${variable(owner)}, '${id}', ${props})`;
  }
  const folder = common([file, ...all.map((one) => one.meant)]);
  return folder === ''
    ? 'put what belongs together into one folder with a default.nix, and import the folder: importFile'
    : `import the folder with all that is in it, by its default.nix: ${variable(owner)}.importFile('${folder}')`;
}

/** What the owner is likely to call the construct that imports. */
function variable(owner: IConstruct): string {
  const { scope } = owner.node;
  const name = System.isSystem(scope) ? scope.systemName : (scope?.node.id ?? '');
  return /^[a-z]\w*$/i.test(name) ? name : 'host';
}

/** The folder that all of these stand in. */
function common(paths: readonly string[]): string {
  let folder = dirname(paths[0]!);
  while (folder !== '.' && !paths.every((path) => path.startsWith(`${folder}/`))) folder = dirname(folder);
  return folder === '.' ? '' : folder;
}
