import type { System } from '../app';
import type { HostKey } from './host-key';
import type { RecipientKey } from './recipient-key';
import type { Secret } from './secret';
import type { SecretStore } from './secret-store';
import type { SecretUse } from './secret-use';

/** Who may decrypt a secret. */
export interface Recipient {
  /** A host's name, an administrator's, or what the owner calls another reader. */
  readonly name: string;
  readonly key: RecipientKey;
  /** What needs the secret there; undefined for administrators and other readers. */
  readonly system?: System;
}

/** What an encrypted file tells, held against what it should be. */
export interface Inspection {
  /** Why it cannot be used at all. */
  readonly problem?: Problem;
  /** Recipients that it is to be encrypted to, and is not. */
  readonly missing: readonly Recipient[];
  /** Keys that it is encrypted to and should not be, as a reader would name them. */
  readonly extra: readonly string[];
  /** The same as far as they are told apart, in that order: the keys themselves in sops, their tags in age. */
  readonly extraKeys?: readonly string[];
}

/** A finding about a file, without its place. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly why?: string;
  /** The command that mends it. */
  readonly mend: string;
}

/** How a kind of store does its work. */
export interface SecretBackend {
  readonly name: 'agenix' | 'sops-nix';
  /** The set that a System's configuration has its secrets in, below `config`. */
  readonly set: string;
  /** How a secret's file is named by default. */
  extension(secret: Secret): string;
  /** Why a secret cannot be of that form; undefined where it can. */
  refuseSecret(secret: Secret): Problem | undefined;
  /** Why a key cannot be a recipient; undefined where it can. */
  refuseKey(key: RecipientKey): string | undefined;
  /** Why a secret cannot be used so; undefined where it can. */
  refuseUse(use: SecretUse): Problem | undefined;
  /** The key as the rules and the tool have it. */
  recipient(key: RecipientKey): string;
  /** The module that a System imports. */
  importInto(system: System): void;
  /** The options of a System for its secrets of this store. */
  options(system: System, uses: readonly SecretUse[], keys: readonly HostKey[]): Record<string, any>;
  /** The file with the rules, for the tool. */
  rules(store: SecretStore): string;
  /** What a file tells. */
  inspect(file: string, bytes: Uint8Array, secrets: readonly Secret[], wanted: readonly Recipient[]): Inspection;
}
