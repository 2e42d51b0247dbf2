import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Severity } from '../app';
import { readAgeFile } from './age-file';
import { notePlan } from './plan';
import { SecretStore } from './secret-store';
import { readSopsFile, sopsFormat } from './sops-file';
import { FileReport, reportStore, strays } from './store-report';
import type { Estate } from '../app/rules/estate';
import { FindingsByCode } from '../app/rules/findings-by-code';

/** What is wrong with the files of the stores. No private key is needed for any of it. */
export function storeFindings(estate: Estate): FindingsByCode {
  const found = new FindingsByCode();
  for (const store of estate._all(SecretStore.isSecretStore)) {
    const reports = reportStore(store);
    notePlan(store, reports);
    for (const report of reports) checkFile(store, report, found);
    for (const file of strays(store)) checkStray(store, file, found);
  }
  return found;
}

function checkFile(store: SecretStore, report: FileReport, found: FindingsByCode): void {
  const { problem, secrets, missing, extra, file } = report;
  const related = [...secrets];
  if (problem) {
    const { code, ...rest } = problem;
    found.add(code, store, { ...rest, related });
    return;
  }
  const names = secrets.map(({ secretName }) => secretName);
  const mend = `cosmo secrets rekey ${names[0] ?? file}`;
  const cannot = missing.filter(({ system }) => system !== undefined);
  if (cannot.length > 0) {
    found.add('SECRET_CANNOT_DECRYPT', store, {
      message: `${listNames(cannot)} cannot decrypt ${file}, and need${cannot.length > 1 ? '' : 's'} it`,
      why: 'the file was encrypted before they were recipients, or to other keys',
      mend,
      related,
    });
  }
  const others = missing.filter(({ system }) => system === undefined);
  if (others.length > 0) {
    found.add('SECRET_ADMIN_CANNOT_DECRYPT', store, {
      message: `${file} is not encrypted to ${listNames(others)}`,
      mend,
      related,
    });
  }
  if (extra.length > 0) {
    found.add('SECRET_EXTRA_RECIPIENT', store, {
      message: `${file} can be decrypted by who has no use for it: ${extra.join(', ')}`,
      why: 'they keep what they have read: change the secret too where they are not trusted any more',
      mend,
      related,
    });
  }
  checkShared(store, report, found);
}

/** A file of several secrets is read whole by each machine that uses one of them. */
function checkShared(store: SecretStore, { file, secrets }: FileReport, found: FindingsByCode): void {
  if (secrets.length < 2) return;
  const systems = new Set(secrets.flatMap(({ uses }) => uses.map(({ system }) => system)));
  for (const system of systems) {
    const foreign = secrets.filter(({ uses }) => uses.length > 0 && !uses.some((use) => use.system === system));
    if (foreign.length === 0) continue;
    found.add('SECRET_FILE_SHARED', store, {
      message: `${system.systemName} can decrypt ${foreign.map(({ secretName }) => secretName).join(', ')} too, which it does not use`,
      why: `they are in ${file} with one that it uses, and a file is encrypted as a whole`,
      mend: 'keep the secrets of different machines in different files',
      related: [...secrets],
    });
  }
}

function checkStray(store: SecretStore, file: string, found: FindingsByCode): void {
  const bytes = readFileSync(join(App.of(store).projectRoot, file));
  const encrypted =
    readAgeFile(bytes) !== undefined || readSopsFile(bytes.toString('utf8'), sopsFormat(file)) !== undefined;
  if (encrypted) {
    found.add('SECRET_FILE_UNKNOWN', store, {
      message: `${file} is the file of no secret`,
      mend: 'declare the secret, or remove the file',
    });
    return;
  }
  const report = {
    message: `${file} is in the folder of the secrets, and is not encrypted`,
    why: 'what is in it can be read by everyone who has the repository',
    mend: 'encrypt it as a secret (cosmo secrets add NAME), or put it elsewhere',
  };
  if (/PRIVATE KEY-----|AGE-SECRET-KEY-/.test(bytes.toString('latin1'))) {
    const message = `${file} is a private key that is not encrypted`;
    found.add('SECRET_FOLDER_PLAINTEXT', store, { ...report, message, severity: Severity.ERROR });
  } else {
    found.add('SECRET_FOLDER_PLAINTEXT', store, report);
  }
}

function listNames(recipients: readonly { readonly name: string }[]): string {
  const names = recipients.map(({ name }) => name);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)!}`;
}
