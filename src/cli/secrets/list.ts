import { allFiles, Estate, StoredFile } from './plan';
import { formatDiagnostic } from '../../app/check-failed';
import type { Diagnostic } from '../../app/diagnostics';
import { count, Style } from '../style';

/** Whether a finding concerns secrets. */
export function isFinding({ code }: Diagnostic): boolean {
  return /^(SECRET|HOST_KEY)/.test(code);
}

/** Print each secret: its name, its file, where it is used, and what is wrong with it. */
export function printList(estate: Estate, json: boolean): void {
  const rows = allFiles(estate).flatMap(({ store, file }) =>
    file.secrets.map((secret) => ({
      name: secret.name,
      file: file.file,
      store: store.path,
      backend: store.backend,
      content: secret.content,
      places: secret.places,
      recipients: file.recipients.map(({ name }) => name),
      state: stateOf({ store, file }),
    })),
  );
  if (json) {
    process.stdout.write(`${JSON.stringify({ secrets: rows }, undefined, 2)}\n`);
    return;
  }
  const style = new Style(process.stdout);
  const width = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => text.length));
  const names = width(rows.map(({ name }) => name));
  const files = width(rows.map(({ file }) => file));
  for (const { name, file, places, state } of rows) {
    const paint = state === 'ok' ? style.green(state) : style.red(state);
    const used = places.length > 0 ? places.join(', ') : style.dim('not used');
    process.stdout.write(`${name.padEnd(names)}  ${file.padEnd(files)}  ${paint}  ${used}\n`);
  }
  const wrong = rows.filter(({ state }) => state !== 'ok').length;
  process.stdout.write(
    `${count(rows.length, 'secret')}${wrong > 0 ? `, ${wrong} to mend: cosmo secrets check` : ''}\n`,
  );
}

/** Print what is wrong with secrets. */
export function printFindings(estate: Estate, json: boolean): void {
  const findings = estate.findings.filter(isFinding);
  if (json) {
    process.stdout.write(`${JSON.stringify({ findings }, undefined, 2)}\n`);
    return;
  }
  const style = new Style(process.stderr);
  for (const finding of findings) process.stderr.write(`${style.finding(formatDiagnostic(finding))}\n\n`);
  const secrets = allFiles(estate).reduce((sum, { file }) => sum + file.secrets.length, 0);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const rest = findings.length - errors;
  process.stdout.write(
    findings.length === 0
      ? `${count(secrets, 'secret')}: all is well\n`
      : `${count(secrets, 'secret')}: ${count(errors, 'error')}, ${count(rest, 'warning')}\n`,
  );
}

/** What is to be said of a file in one word or two. */
function stateOf({ file }: StoredFile): string {
  if (file.problem !== undefined) {
    return file.problem
      .replace(/^SECRET_/, '')
      .toLowerCase()
      .replace(/_/g, ' ');
  }
  if (file.missing.length > 0) return `rekey: ${file.missing.join(', ')} cannot decrypt`;
  return file.extra.length > 0 ? 'rekey: too many can decrypt' : 'ok';
}
