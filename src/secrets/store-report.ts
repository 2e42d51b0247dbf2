import { existsSync, readdirSync, readFileSync, statSync } from 'fs';
import { join } from 'path';
import { App } from '../app';
import { inspectAge } from './agenix';
import { filesOf } from './agenix-rules';
import type { Inspection, Recipient } from './backend';
import { keyNames } from './host-keys';
import { recipientsOf } from './recipients';
import type { Secret } from './secret';
import type { SecretStore } from './secret-store';

/** A file of a store, as it is and as it should be. */
export interface FileReport extends Inspection {
  /** From the project's root. */
  readonly file: string;
  /** The secrets in it; none for the private key of a host that was enrolled. */
  readonly secrets: readonly Secret[];
  readonly wanted: readonly Recipient[];
}

/** All files of a store that the estate knows. */
export function reportStore(store: SecretStore): FileReport[] {
  const names = keyNames(store);
  return [...filesOf(store), ...privateKeys(store).map((file) => [file, []] as const)].map(([file, secrets]) => {
    const report = reportFile(store, file, secrets);
    const extra = report.extra.map((text, index) => names.get(report.extraKeys?.[index] ?? '') ?? text);
    return { ...report, extra };
  });
}

/** Files in the folder that no secret is kept in. */
export function strays(store: SecretStore): string[] {
  const known = new Set(store._secrets.map(({ file }) => file));
  return walk(store, store.folder).filter(
    (file) =>
      !known.has(file) &&
      !file.startsWith(`${store.folder}/keys/`) &&
      file !== store.rulesFile &&
      !/(^|\/)(README[^/]*|\.git[^/]*|\.sops\.yaml|[^/]*\.(md|nix|pub))$/.test(file),
  );
}

/** The private keys of hosts that were enrolled, encrypted to the administrators. */
function privateKeys(store: SecretStore): string[] {
  return walk(store, `${store.folder}/keys`).filter((file) => file.endsWith('.age'));
}

function reportFile(store: SecretStore, file: string, secrets: readonly Secret[]): FileReport {
  const all = recipientsOf(store, secrets);
  // A key of a host is kept by age, whichever the store: PGP keys have no part in it.
  const wanted = secrets.length > 0 ? all : all.filter(({ key }) => key.kind !== 'pgp');
  const path = join(App.of(store).projectRoot, file);
  const about = { file, secrets, wanted, missing: [], extra: [] };
  const name = secrets[0]?.secretName;
  if (!existsSync(path)) {
    const problem = { code: 'SECRET_MISSING', message: `there is no ${file}`, mend: `cosmo secrets add ${name}` };
    return { ...about, problem };
  }
  if (!statSync(path).isFile()) {
    const problem = { code: 'SECRET_MISSING', message: `${file} is no file`, mend: 'put it elsewhere' };
    return { ...about, problem };
  }
  const bytes = readFileSync(path);
  if (bytes.length === 0) {
    const mend = name === undefined ? 'cosmo secrets enroll HOST --force' : `cosmo secrets add ${name} --force`;
    return { ...about, problem: { code: 'SECRET_EMPTY', message: `${file} is empty`, mend } };
  }
  const inspection =
    secrets.length === 0
      ? inspectAge(file, bytes, undefined, wanted)
      : store._backend.inspect(file, bytes, secrets, wanted);
  return { ...about, ...inspection };
}

function walk(store: SecretStore, folder: string): string[] {
  const path = join(App.of(store).projectRoot, folder);
  if (!existsSync(path) || !statSync(path).isDirectory()) return [];
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const file = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return walk(store, file);
      return entry.isFile() ? [file] : [];
    });
}
