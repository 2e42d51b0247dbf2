import { Construct, IConstruct } from 'constructs';
import { App, ClaimKind, Claims, CosmoError, ProjectFile } from '../app';
import type { SecretBackend } from './backend';
import { checkRecipient } from './checks';
import { RecipientKey } from './recipient-key';
import type { Secret } from './secret';
import { refuser } from '../app/refuse';

/** Props of `AgenixStore` and `SopsStore`. */
export interface SecretStoreProps {
  /**
   * Who can always decrypt, and so add and re-encrypt: a name for each, and
   * the public key: a line `ssh-ed25519 …`, or an age recipient `age1…`.
   */
  readonly adminKeys: Record<string, string>;
  /**
   * The folder with the encrypted files, from the project's root. Public keys of hosts are in `keys` below it.
   * @default "secrets"
   */
  readonly folder?: string;
  /**
   * The file with the rules for the tool, from the project's root.
   * @default "secrets.nix" for agenix, ".sops.yaml" for sops
   */
  readonly rulesFile?: string;
}

/** Where the secrets of an estate are kept: encrypted files of the project. */
export abstract class SecretStore extends Construct {
  /** Whether `construct` is a SecretStore. */
  public static isSecretStore(construct: any): construct is SecretStore {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /**
   * The first store of the app that `construct` stands in.
   * @throws `SECRET_STORE_MISSING` where there is none
   */
  public static of(construct: IConstruct): SecretStore {
    const store = (App.of(construct) as Holder)[SLOT]?.[0];
    if (store) return store;
    throw new CosmoError({
      code: 'SECRET_STORE_MISSING',
      message: 'the estate has nothing to keep secrets in',
      mend: "make a store first: new AgenixStore(app, 'secrets', { adminKeys: { me: 'ssh-ed25519 …' } })",
      construct,
    });
  }

  /** @internal all stores of the app, in the order they were made. */
  public static _all(construct: IConstruct): readonly SecretStore[] {
    return (App.of(construct) as Holder)[SLOT] ?? [];
  }

  /** The folder with the encrypted files, from the project's root. */
  public readonly folder: string;
  /** The file with the rules for the tool, from the project's root. */
  public readonly rulesFile: string;
  /** @internal */
  public readonly _backend: SecretBackend;
  /** @internal */
  public readonly _admins: ReadonlyMap<string, RecipientKey>;
  /** @internal */
  public readonly _secrets: Secret[] = [];

  /**
   * @throws `SECRET_NO_ADMIN` where nobody could add or re-encrypt a secret; `HOST_KEY`, `SECRET_IN_PLAIN_SIGHT`,
   * `SECRET_RECIPIENT` for keys of administrators that are none; `SECRET_FOLDER` for a folder outside of the project
   */
  constructor(scope: Construct, id: string, props: SecretStoreProps) {
    super(scope, id);
    Object.defineProperty(this, BRAND, { value: true });
    this._backend = this._kind();
    const refuse = refuser(this);
    this.folder = props.folder ?? 'secrets';
    if (this.folder.split('/').some((part) => part === '' || part === '.' || part === '..' || /[\0\\\n]/.test(part))) {
      refuse('SECRET_FOLDER', `"${this.folder}" is no folder of the project`, 'give a path from its root', 'folder');
    }
    const admins = Object.entries(props.adminKeys);
    if (admins.length === 0) {
      refuse(
        'SECRET_NO_ADMIN',
        'nobody could add or re-encrypt a secret',
        "give your public key: adminKeys: { me: 'ssh-ed25519 …' }",
        'adminKeys',
      );
    }
    this._admins = new Map(
      admins.map(([name, text]) => {
        const key = checkRecipient(text, `adminKeys.${name}`, refuse);
        const why = this._backend.refuseKey(key);
        if (why !== undefined) {
          refuse(
            'SECRET_RECIPIENT',
            `the key of ${name} cannot be used: ${why}`,
            'give another one',
            `adminKeys.${name}`,
          );
        }
        return [name, key];
      }),
    );
    this.rulesFile = props.rulesFile ?? (this._backend.name === 'agenix' ? 'secrets.nix' : '.sops.yaml');
    const rules = new ProjectFile(this, 'rules', { path: this.rulesFile });
    rules._supply(() => this._backend.rules(this));
    Claims.of(this).add({ kind: ClaimKind.OTHER, what: 'folder of secrets', value: this.folder, keyPath: 'folder' });
    const app = App.of(this) as Holder;
    (app[SLOT] ??= []).push(this);
  }

  /** The names of those who can always decrypt. */
  public get admins(): string[] {
    return [...this._admins.keys()];
  }

  /** The secrets that are kept in it. */
  public get secrets(): Secret[] {
    return [...this._secrets];
  }

  /** @internal how a store of this kind does its work. */
  public abstract _kind(): SecretBackend;

  /** @internal */
  public _addSecret(secret: Secret): void {
    this._secrets.push(secret);
    const value = secret.key === undefined ? secret.file : `${secret.file}, ${secret.key}`;
    Claims.of(secret).add({ kind: ClaimKind.OTHER, what: 'place of a secret', value, keyPath: 'file' });
    Claims.of(secret).add({ kind: ClaimKind.OTHER, what: 'name of a secret', value: secret.secretName });
  }
}

interface Holder extends App {
  [SLOT]?: SecretStore[];
}

const SLOT = Symbol.for('cosmo-nix.SecretStore.all');
const BRAND = Symbol.for('cosmo-nix.SecretStore');
