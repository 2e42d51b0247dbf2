import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Diagnostics } from '../app';
import { readAgeFile } from './age-file';
import { notePlan } from './plan';
import type { SecretStore } from './secret-store';
import { readSopsFile, sopsFormat } from './sops-file';
import { FileReport, reportStore, strays } from './store-report';

/** What is wrong with the files of a store. No private key is needed for any of it. */
export function checkStore(store: SecretStore, found: Diagnostics): void {
  const reports = reportStore(store);
  notePlan(store, reports);
  for (const report of reports) checkFile(report, found);
  for (const file of strays(store)) checkStray(store, file, found);
}

function checkFile(report: FileReport, found: Diagnostics): void {
  const { problem, secrets, missing, extra, file } = report;
  const related = secrets.map(({ node }) => node.path);
  if (problem) {
    found.error({ ...problem, related });
    return;
  }
  const names = secrets.map(({ secretName }) => secretName);
  const mend = `cosmo secrets rekey ${names[0] ?? file}`;
  const cannot = missing.filter(({ system }) => system !== undefined);
  if (cannot.length > 0) {
    found.error({
      code: 'SECRET_CANNOT_DECRYPT',
      message: `${listNames(cannot)} cannot decrypt ${file}, and need${cannot.length > 1 ? '' : 's'} it`,
      why: 'the file was encrypted before they were recipients, or to other keys',
      mend,
      related,
    });
  }
  const others = missing.filter(({ system }) => system === undefined);
  if (others.length > 0) {
    found.warning({
      code: 'SECRET_ADMIN_CANNOT_DECRYPT',
      message: `${file} is not encrypted to ${listNames(others)}`,
      mend,
      related,
    });
  }
  if (extra.length > 0) {
    found.warning({
      code: 'SECRET_EXTRA_RECIPIENT',
      message: `${file} can be decrypted by who has no use for it: ${extra.join(', ')}`,
      why: 'they keep what they have read: change the secret too where they are not trusted any more',
      mend,
      related,
    });
  }
  checkShared(report, found);
}

/** A file of several secrets is read whole by each machine that uses one of them. */
function checkShared({ file, secrets }: FileReport, found: Diagnostics): void {
  if (secrets.length < 2) return;
  const systems = new Set(secrets.flatMap(({ uses }) => uses.map(({ system }) => system)));
  for (const system of systems) {
    const foreign = secrets.filter(({ uses }) => uses.length > 0 && !uses.some((use) => use.system === system));
    if (foreign.length === 0) continue;
    found.warning({
      code: 'SECRET_FILE_SHARED',
      message: `${system.systemName} can decrypt ${foreign.map(({ secretName }) => secretName).join(', ')} too, which it does not use`,
      why: `they are in ${file} with one that it uses, and a file is encrypted as a whole`,
      mend: 'keep the secrets of different machines in different files',
      related: secrets.map(({ node }) => node.path),
    });
  }
}

function checkStray(store: SecretStore, file: string, found: Diagnostics): void {
  const bytes = readFileSync(join(App.of(store).projectRoot, file));
  const encrypted =
    readAgeFile(bytes) !== undefined || readSopsFile(bytes.toString('utf8'), sopsFormat(file)) !== undefined;
  if (encrypted) {
    found.warning({
      code: 'SECRET_FILE_UNKNOWN',
      message: `${file} is the file of no secret`,
      mend: 'declare the secret, or remove the file',
    });
    return;
  }
  const report = {
    code: 'SECRET_FOLDER_PLAINTEXT',
    message: `${file} is in the folder of the secrets, and is not encrypted`,
    why: 'what is in it can be read by everyone who has the repository',
    mend: 'encrypt it as a secret (cosmo secrets add NAME), or put it elsewhere',
  };
  if (/PRIVATE KEY-----|AGE-SECRET-KEY-/.test(bytes.toString('latin1'))) {
    found.error({ ...report, message: `${file} is a private key that is not encrypted` });
  } else {
    found.warning(report);
  }
}

function listNames(recipients: readonly { readonly name: string }[]): string {
  const names = recipients.map(({ name }) => name);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
}
