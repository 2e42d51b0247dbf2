import { existsSync } from 'fs';
import { dirname, join, relative } from 'path';
import { asData } from './error-data';
import { ExitCode } from './exit-codes';
import { InitAsked, askedOf } from './init/settings';
import type { InitOptions } from './init-command';
import { reportError } from './report-error';
import { count, Style } from './style';
import { usage } from './usage-error';
import { shellWord } from '../app/shell';
import { NextStep, TEMPLATES, writeProject, WrittenProject } from '../init';

/** `cosmo init`: sets the process's exit code. */
export function init(template: string | undefined, folder: string | undefined, options: InitOptions): void {
  const cwd = process.cwd();
  const print = (text: string) => process.stdout.write(`${text}\n`);
  try {
    if (options.quiet && options.json) {
      throw usage('OPTIONS_CONFLICT', '--quiet and --json contradict each other', 'give one of the two');
    }
    if (options.list) {
      print(options.json ? listJson() : listText(new Style(process.stdout)));
    } else {
      const asked = askedOf(template, folder, options, cwd);
      const written = writeProject(asked.template.files(asked.settings, asked.language), asked.folder);
      const next = stepsOf(asked, written, cwd);
      if (options.json) print(resultJson(asked, written, next));
      else if (!options.quiet) print(resultText(asked, written, next, cwd));
    }
    process.exitCode = ExitCode.OK;
  } catch (error) {
    if (options.json) print(JSON.stringify({ error: asData(error) }, undefined, 2));
    process.exitCode = reportError({ error, root: cwd, verbose: false });
  }
}

/** All that is left to do, in its order. */
function stepsOf(
  { template, settings, language, folder }: InitAsked,
  written: WrittenProject,
  cwd: string,
): NextStep[] {
  const place = relative(cwd, folder);
  const repository = isTracked(folder);
  return [
    ...(place === '' ? [] : [{ what: 'go there', run: `cd ${shellWord(place)}` }]),
    ...(written.notIgnored.length > 0 ? [{ what: `add to .gitignore: ${written.notIgnored.join(', ')}` }] : []),
    ...template.next(settings, language),
    {
      what: 'have git know the files: a flake sees no others',
      run: repository ? 'git add --all' : 'git init && git add --all',
    },
  ];
}

/** Whether a folder is in a repository of git. */
function isTracked(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return true;
    if (dirname(at) === at) return false;
  }
}

function resultJson({ template, language, folder }: InitAsked, written: WrittenProject, next: readonly NextStep[]) {
  const { files, kept } = written;
  return JSON.stringify({ version: 1, template: template.name, language, folder, files, kept, next }, undefined, 2);
}

function resultText(
  { template, language, folder }: InitAsked,
  { files, kept }: WrittenProject,
  next: readonly NextStep[],
  cwd: string,
): string {
  const style = new Style(process.stdout);
  const place = relative(cwd, folder) || 'this folder';
  const width = Math.max(...next.map(({ run = '' }) => run.length));
  const steps = next.map(({ what, run }) =>
    run === undefined ? `  ${style.dim('#')} ${what}` : `  ${run.padEnd(width)}  ${style.dim(`# ${what}`)}`,
  );
  const guide = kept.includes('README.md') ? 'SETUP.md' : 'README.md';
  return [
    ...files.map((file) => style.green(`  + ${file}`)),
    `${template.name} in ${language}: ${count(files.length, 'file')} in ${place}`,
    ...(kept.length > 0 ? [style.dim(`there already, and left alone: ${kept.join(', ')}`)] : []),
    '',
    'Next:',
    ...steps,
    '',
    `${guide} says what else is to be made yours, and how it is built.`,
  ].join('\n');
}

function listText(style: Style): string {
  const width = Math.max(...TEMPLATES.map(({ name }) => name.length));
  return TEMPLATES.map(({ name, title, languages }) => {
    return `${style.bold(name.padEnd(width))}  ${title} ${style.dim(`(${languages.join(', ')})`)}`;
  }).join('\n');
}

function listJson(): string {
  const templates = TEMPLATES.map(({ name, title, languages }) => ({ name, title, languages }));
  return JSON.stringify({ version: 1, templates }, undefined, 2);
}
