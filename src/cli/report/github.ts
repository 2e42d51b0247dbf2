import { relative } from 'path';
import { countsOf, countsText } from './counts';
import type { Findings } from './finding';
import { Group, grouped } from './group';
import { fileOf } from './json';
import { nameOf } from './text';
import { asData } from '../error-data';

/** GitHub's words for severities. */
const COMMANDS: Readonly<Record<string, string>> = { error: 'error', warning: 'warning', info: 'notice' };
/** A job's summary may have a mebibyte; beyond these, findings are counted. */
const MOST_ROWS = 500;

/** Findings as workflow commands of GitHub Actions: annotations of the lines that are their cause. */
export function githubCommands(found: Findings, root: string): string {
  const base = workspace(root);
  return grouped(found.open)
    .map((group) => {
      const { finding, places } = group.first;
      const [place] = places;
      const properties = [
        ...(place ? [`file=${property(fileOf(place.file, base))}`, `line=${place.line}`] : []),
        `title=${property(finding.code)}`,
      ];
      return `::${COMMANDS[finding.severity]} ${properties.join(',')}::${data(messageOf(group))}\n`;
    })
    .join('');
}

/** An error that is no finding about the estate. */
export function githubError(error: unknown): string {
  const { code, message, mend } = asData(error);
  const text = [message, mend && `mend: ${String(mend)}`].filter(Boolean).join('\n');
  return `::error title=${property(String(code))}::${data(text)}\n`;
}

/** Findings in Markdown, for the summary of a job. */
export function githubSummary(found: Findings, root: string): string {
  const base = workspace(root);
  const groups = grouped(found.open);
  const counts = countsText(countsOf(found.open)) || 'nothing found';
  const acknowledged = found.acknowledged.length > 0 ? `; ${found.acknowledged.length} acknowledged` : '';
  const rows = groups.slice(0, MOST_ROWS).map((group) => {
    const { finding, places } = group.first;
    const where = places[0] ? `\`${fileOf(places[0].file, base)}:${places[0].line}\`` : '';
    const what = [finding.message, finding.mend && `mend: ${finding.mend}`].filter(Boolean).join('\n');
    const at = nameOf(finding.path) + (group.others.length > 0 ? ` and ${group.others.length} more` : '');
    return `| ${finding.severity} | ${finding.code} | ${cell(at)} | ${where} | ${cell(what)} |\n`;
  });
  const table =
    rows.length > 0 ? `\n| | code | at | line | finding |\n| --- | --- | --- | --- | --- |\n${rows.join('')}` : '';
  const rest = groups.length > MOST_ROWS ? `\n… and ${groups.length - MOST_ROWS} more\n` : '';
  return `### cosmo: ${counts}${acknowledged}\n${table}${rest}\n`;
}

function messageOf({ first: { finding, related }, others }: Group): string {
  const { message, path, keyPath, why, mend, also = [] } = finding;
  return [
    message,
    `at ${nameOf(path)}${keyPath ? `, ${keyPath}` : ''}${others.length > 0 ? `, and ${others.length} more` : ''}`,
    related.length > 0 ? `with ${related.map((one) => nameOf(one.path)).join(', ')}` : '',
    also.length > 0 ? `also at ${also.map((one) => nameOf(one.path)).join(', ')}` : '',
    why ? `why: ${why}` : '',
    mend ? `mend: ${mend}` : '',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** Files are named from the folder of the checkout, where the project stands in it. */
function workspace(root: string): string {
  const { GITHUB_WORKSPACE } = process.env;
  return GITHUB_WORKSPACE && !relative(GITHUB_WORKSPACE, root).startsWith('..') ? GITHUB_WORKSPACE : root;
}

/** The text of a command: a line end would end it. */
function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

/** The value of a property: a comma or a colon would end it, too. */
function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

/** Text in a cell of a table, where no character means anything. */
function cell(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/[\\`*_{}[\]()#!~|]/g, '\\$&')
    .replace(/\r?\n/g, '<br>');
}
