import { existsSync } from 'fs';
import { join } from 'path';
import { Construct } from 'constructs';
import { App, Asset, CosmoError, SecretContent } from '../app';
import { refuser } from '../app/refuse';
import { Expr } from '../nix';
import { checkRecipient } from './checks';
import { placeOf } from './place';
import { RecipientKey } from './recipient-key';
import { SecretStore } from './secret-store';
import { SecretUse, SecretUseProps } from './secret-use';

/** Props of `Secret`. */
export interface SecretProps {
  /**
   * What is in it. A construct that needs another form refuses the secret.
   * @default SecretContent.VALUE
   */
  readonly content?: SecretContent;
  /**
   * The names that an environment file holds, such as `['TS_AUTHKEY']`.
   * sops leaves names readable, so with a SopsStore they are checked.
   * @default - not checked
   */
  readonly variables?: string[];
  /**
   * The value's place in a YAML or JSON file of several, with slashes: `wifi/password`.
   * For a SopsStore; age encrypts a file as a whole.
   * @default - the whole file is the secret
   */
  readonly key?: string;
  /**
   * The encrypted file, from the project's root.
   * @default - its name in the folder of the store
   */
  readonly file?: string;
  /**
   * The store it is kept in.
   * @default - the first store of the app
   */
  readonly store?: SecretStore;
  /**
   * Others who may decrypt it, beside the administrators and the machines that use it:
   * what a reader calls them, and their public keys.
   * @default - nobody
   */
  readonly otherRecipients?: Record<string, string>;
}

/**
 * A secret: declared once, kept encrypted in the project, and decrypted on
 * the machines that use it and nowhere else. Its id is its name.
 *
 * Who may decrypt it follows from its uses: the administrators of the store,
 * and the key of each host whose `on` is called.
 *
 * @example
 * import { AgenixStore, App, Host, Secret, TailscaleNode } from 'cosmo-nix';
 * declare const app: App;
 * declare const laddie: Host;
 * declare const store: AgenixStore;
 *
 * const authKey = new Secret(app, 'tailscale-auth-key', { store });
 * new TailscaleNode(laddie, 'tailscale', { authKey: authKey.on(laddie) });
 */
export class Secret extends Construct {
  /** Whether `construct` is a Secret. */
  public static isSecret(construct: any): construct is Secret {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** Its name. */
  public readonly secretName: string;
  /** What is in it. */
  public readonly content: SecretContent;
  /** The store it is kept in. */
  public readonly store: SecretStore;
  /** The encrypted file, from the project's root. */
  public readonly file: string;
  /** Its place in the file, where that holds several. */
  public readonly key?: string;
  /** The names of an environment file. */
  public readonly variables: string[];
  /** @internal */
  public readonly _others: Map<string, RecipientKey>;
  private readonly useList: SecretUse[] = [];

  /**
   * @throws `SECRET_STORE_MISSING` where the app has no store; `SECRET_NAME`, `SECRET_VARIABLES`, `SECRET_KEY`,
   * `SECRET_FILE_PATH` for what cannot be; `HOST_KEY`, `SECRET_RECIPIENT` for a recipient that is none
   */
  constructor(scope: Construct, id: string, props: SecretProps = {}) {
    super(scope, id);
    Object.defineProperty(this, BRAND, { value: true });
    const refuse = refuser(this);
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(id)) {
      refuse('SECRET_NAME', `"${id}" cannot name a secret`, 'use letters, digits and . _ -');
    }
    this.secretName = id;
    this.store = props.store ?? SecretStore.of(this);
    this.content = props.content ?? SecretContent.VALUE;
    this.key = props.key;
    this.variables = [...(props.variables ?? [])];
    if (this.variables.length > 0 && this.content !== SecretContent.ENVIRONMENT) {
      refuse(
        'SECRET_VARIABLES',
        'variables are for environment files',
        'give content: SecretContent.ENVIRONMENT too',
        'variables',
      );
    }
    const wrong = this.variables.find((name) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name));
    if (wrong !== undefined) {
      refuse('SECRET_VARIABLES', `"${wrong}" cannot name a variable`, 'use letters, digits and _', 'variables');
    }
    if (this.key !== undefined && !/^[^/\s]+(\/[^/\s]+)*$/.test(this.key)) {
      refuse(
        'SECRET_KEY',
        `"${this.key}" is no place in a file`,
        "give names with / between them: 'wifi/password'",
        'key',
      );
    }
    const { _backend: backend } = this.store;
    this.file = props.file ?? `${this.store.folder}/${id}${backend.extension(this)}`;
    if (!isInside(this.file)) {
      refuse('SECRET_FILE_PATH', `"${this.file}" is no path inside the project`, 'give a path from its root', 'file');
    }
    const problem = backend.refuseSecret(this);
    if (problem) throw new CosmoError({ ...problem, construct: this });
    this._others = new Map(
      Object.entries(props.otherRecipients ?? {}).map(([name, text]) => {
        const key = checkRecipient(text, `otherRecipients.${name}`, refuse);
        const why = backend.refuseKey(key);
        if (why !== undefined) {
          refuse('SECRET_RECIPIENT', `${name} cannot be a recipient: ${why}`, 'give another key', 'otherRecipients');
        }
        return [name, key];
      }),
    );
    this.store._addSecret(this);
  }

  /** Where it is used, in the order it was asked for. */
  public get uses(): SecretUse[] {
    return [...this.useList];
  }

  /**
   * Use it somewhere: that place becomes a recipient. Give what this gives to whoever takes a secret file.
   *
   * - a `Host` or a `DarwinHost`: decrypted when the machine starts or is switched
   * - a `NixosContainer`, or its `inside`: the host decrypts it, and the container sees that one file
   * - the `host` of a guest: with the guest's own key
   * - a `User` of a host, or what is attached as its home: on the host, and readable by that user alone
   * - a `HomeManagerProfile` or `StandaloneHome`: in the home, with the user's own key
   *
   * @param place where it is used
   * @param props who may read it there; asking again without props gives the same
   * @throws `SECRET_PLACE` where nothing could decrypt it; `SECRET_USED_TWICE` where it is used there already, with
   * other props; `SECRET_NAME`, `SECRET_PATH`, `SECRET_UNIT`, `SECRET_OWNER`, `SECRET_USE`, `SECRET_MODE`,
   * `SECRET_WORLD_READABLE` for props that cannot be
   */
  public on(place: Construct, props: SecretUseProps = {}): SecretUse {
    const where = placeOf(this, place);
    const name = props.name ?? this.secretName;
    const before = this.useList.find(
      (use) => use.place === where.place && use.entry === name && use._home === where.home,
    );
    if (before) {
      if (Object.keys(props).length === 0 || JSON.stringify(shown(props)) === JSON.stringify(shown(before._given))) {
        return before;
      }
      throw new CosmoError({
        code: 'SECRET_USED_TWICE',
        message: `${this.secretName} is used on ${where.place.node.path} already, with other props`,
        mend: `give the second file a name of its own: name: '${this.secretName}-…'`,
        construct: before,
      });
    }
    const use = SecretUse._make(this, where, props);
    this.useList.push(use);
    return use;
  }

  /** @internal the encrypted file in the output, as a path. */
  public get _output(): Expr {
    const { store } = this;
    const target = this.file.startsWith(`${store.folder}/`) ? this.file : `${store.folder}/${this.file}`;
    const id = `$file-${this.file.replace(/[^A-Za-z0-9._-]+/g, '-')}`;
    // A file that is missing is found by the checks, with all others.
    if (!store.node.tryFindChild(id) && existsSync(join(App.of(this).projectRoot, this.file))) {
      new Asset(store, id, { path: this.file, target });
    }
    return Expr._outputFile(`assets/${target}`);
  }
}

function shown(props: SecretUseProps): unknown {
  return Object.entries(props)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => [key, Expr.isExpr(value) ? (value as Expr).source() : value]);
}

function isInside(path: string): boolean {
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !/[\0\\\n]/.test(part));
}

const BRAND = Symbol.for('cosmo-nix.Secret');
