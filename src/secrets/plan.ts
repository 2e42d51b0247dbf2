import { existsSync, readFileSync, writeFileSync } from 'fs';
import { App, NixosSystem, SystemKind } from '../app';
import { ContainerSystem } from '../containers';
import { keyFilePath, keysOf } from './host-keys';
import type { SecretStore } from './secret-store';
import type { FileReport } from './store-report';
import { SystemSecrets } from './system-secrets';

/** What the estate's program tells `cosmo secrets`; no secret is in it. */
export interface SecretPlan {
  readonly stores: readonly StorePlan[];
}

/** A store. */
export interface StorePlan {
  readonly path: string;
  readonly backend: 'agenix' | 'sops-nix';
  readonly folder: string;
  readonly rulesFile: string;
  readonly admins: readonly RecipientPlan[];
  readonly files: readonly FilePlan[];
  readonly systems: readonly SystemPlan[];
}

/** Who may decrypt. */
export interface RecipientPlan {
  readonly name: string;
  /** The key as the tool has it. */
  readonly key: string;
  /** Whether the tool is told of it as a PGP key. */
  readonly pgp: boolean;
}

/** A file, with the secrets in it. */
export interface FilePlan {
  readonly file: string;
  readonly secrets: readonly SecretEntryPlan[];
  readonly recipients: readonly RecipientPlan[];
  readonly problem?: string;
  readonly missing: readonly string[];
  readonly extra: readonly string[];
}

/** A secret. */
export interface SecretEntryPlan {
  readonly name: string;
  readonly content: string;
  readonly key?: string;
  readonly variables: readonly string[];
  readonly places: readonly string[];
}

/** A machine that can have a key. */
export interface SystemPlan {
  readonly name: string;
  readonly hasKey: boolean;
  /** Whether a construct gives its key, so that no file would be read. */
  readonly declared: boolean;
  readonly keyFile: string;
}

/** Leave the plan where `COSMO_SECRETS` says, for the command that runs the program. */
export function notePlan(store: SecretStore, reports: readonly FileReport[]): void {
  const path = process.env.COSMO_SECRETS;
  if (!path) return;
  const before = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as SecretPlan).stores : [];
  const stores = [...before.filter((one) => one.path !== store.node.path), planOf(store, reports)];
  writeFileSync(path, `${JSON.stringify({ stores } satisfies SecretPlan)}\n`);
}

function planOf(store: SecretStore, reports: readonly FileReport[]): StorePlan {
  const recipient = ({ name, key }: FileReport['wanted'][number]): RecipientPlan => ({
    name,
    key: store._backend.recipient(key),
    pgp: key.kind === 'pgp',
  });
  return {
    path: store.node.path,
    backend: store._backend.name,
    folder: store.folder,
    rulesFile: store.rulesFile,
    // What age is told, whichever the store.
    admins: [...store._admins].map(([name, key]) => ({ name, key: key.text, pgp: key.kind === 'pgp' })),
    files: reports.map((report) => ({
      file: report.file,
      secrets: report.secrets.map((secret) => ({
        name: secret.secretName,
        content: secret.content,
        key: secret.key,
        variables: secret.variables,
        places: secret.uses.map(({ place }) => place.node.path),
      })),
      recipients:
        report.secrets.length > 0
          ? report.wanted.map(recipient)
          : report.wanted.map(({ name, key }) => ({ name, key: key.text, pgp: false })),
      problem: report.problem?.code,
      missing: report.missing.map(({ name }) => name),
      extra: [...report.extra],
    })),
    systems: App.of(store)
      ._systems.filter((system) => !ContainerSystem.isContainerSystem(system))
      .filter((system) => NixosSystem.isNixosSystem(system) || system.kind === SystemKind.DARWIN)
      .map((system) => {
        const secrets = SystemSecrets._peek(system);
        const keyFile = keyFilePath(system, store);
        return {
          name: system.systemName,
          hasKey: keysOf(system).length > 0,
          declared: (secrets?.keys.length ?? 0) > 0,
          keyFile,
        };
      }),
  };
}
