import { IConstruct } from 'constructs';
import { Asset, CosmoError, ProjectFile, System, TextFile } from '../app';
import { PolicyProps } from './policy-props';
import { assignment, isPlaintext, namesSecret, passwordInUrl, secretIn } from './secret-shapes';
import { eachLeaf, keyPathOf, ownDefinitions, ownerOf } from '../app/definitions/definitions';
import { Expr } from '../nix';
import { Report, SystemPolicy } from './system-policy';

/** Props of `NoPlaintextSecrets`. */
export interface NoPlaintextSecretsProps extends PolicyProps {
  /**
   * Names that look like those of secrets and are none, such as `csrfToken`.
   * @default - none
   */
  readonly allowNames?: string[];
}

/** Files larger than this are data, not what a person wrote a key into. */
const MAX_BYTES = 1024 * 1024;

/**
 * No secret stands in the estate's program, its output or the files that it
 * copies. Found are values of the form that keys and tokens have (Tailscale,
 * GitHub, AWS, age, private keys …) anywhere in options, Nix source, text
 * files and assets, and values of options and variables whose name says that
 * they are secrets, unless the value is empty, a path, a reference or a hash.
 * A finding never repeats the value.
 *
 * Codes: `PLAINTEXT_SECRET`, and `PLAINTEXT_SECRET_NAME` where the name is all that tells it.
 *
 * @example
 * import { App, Aspects, NoPlaintextSecrets } from 'cosmo-nix';
 * declare const app: App;
 *
 * Aspects.of(app).add(new NoPlaintextSecrets());
 */
export class NoPlaintextSecrets extends SystemPolicy {
  private readonly allowed: ReadonlySet<string>;

  constructor(props: NoPlaintextSecretsProps = {}) {
    super(props);
    this.allowed = new Set(props.allowNames ?? []);
  }

  /** @internal */
  public get _name(): string {
    return 'NoPlaintextSecrets';
  }

  /** @internal */
  public _isFor(node: IConstruct): boolean {
    return System.isSystem(node) || isFile(node);
  }

  /** @internal */
  public _judge(node: IConstruct, report: Report): void {
    if (System.isSystem(node)) this.judgeSystem(node, report);
    else this.judgeFile(node as File, report);
  }

  private judgeSystem(system: System, report: Report): void {
    const told = new Set<IConstruct>();
    for (const { owner, tree } of ownDefinitions(system).definitions) {
      // The set below `config` is among the definitions itself.
      const { config, ...rest } = tree;
      eachLeaf(config === undefined ? tree : rest, (value, path) => {
        const text = typeof value === 'string' ? value : Expr.isExpr(value) ? (value as Expr).source() : undefined;
        if (text === undefined) return;
        const found = secretIn(text) ?? (passwordInUrl(text) ? 'a password in a URL' : undefined);
        if (found) {
          told.add(owner);
          report(owner, inPlain(found, keyPathOf(path)));
        } else if (typeof value === 'string') {
          this.judgeName(value, path, owner, report);
        }
      });
    }
    // Comments, and what stands between the options of hand-written Nix.
    for (const module of system._modules) {
      const { source } = module._props;
      const found = source === undefined ? undefined : secretIn(source);
      if (found && !told.has(ownerOf(module))) report(ownerOf(module), inPlain(found, 'source'));
    }
  }

  private judgeName(value: string, path: readonly string[], owner: IConstruct, report: Report): void {
    const named = assignment(value);
    const candidates = [
      ...(named ? [named] : []),
      ...[...path]
        .reverse()
        .filter((part) => !part.startsWith('['))
        .slice(0, 1)
        .map((name) => ({ name, value })),
    ];
    for (const { name, value: held } of candidates) {
      if (this.allowed.has(name) || !namesSecret(name) || !isPlaintext(held)) continue;
      report(owner, {
        code: 'PLAINTEXT_SECRET_NAME',
        message: `${name} is set to a plain text of ${held.length} characters`,
        keyPath: keyPathOf(path),
        why: WHY,
        mend: `${MEND}; where ${name} is no secret: new NoPlaintextSecrets({ allowNames: ['${name}'] })`,
      });
      return;
    }
  }

  private judgeFile(file: File, report: Report): void {
    for (const [name, text] of textsOf(file)) {
      const found = secretIn(text);
      if (found) report(file, inPlain(found, name));
    }
  }
}

const WHY = 'it would stand in git, in the output and in the Nix store, which everyone on the machine can read';
const MEND =
  'make it a secret, and give its file: most options have a twin that takes a path (passwordFile, environmentFile)';

function inPlain(what: string, keyPath: string) {
  return { code: 'PLAINTEXT_SECRET', message: `${what} stands in plain text`, keyPath, why: WHY, mend: MEND };
}

type File = TextFile | ProjectFile | Asset;

function isFile(node: IConstruct): node is File {
  return node instanceof TextFile || node instanceof ProjectFile || node instanceof Asset;
}

function textsOf(file: File): [string, string][] {
  if (!(file instanceof Asset)) {
    const name = file instanceof TextFile ? file.target : file.path;
    try {
      return [[name, file._content()]];
    } catch (error) {
      if (CosmoError.isCosmoError(error)) return []; // It says so itself, when it is rendered.
      throw error;
    }
  }
  return file._files().flatMap(({ source, target }): [string, string][] => {
    const bytes = file._read(source);
    return bytes.length > MAX_BYTES ? [] : [[target, Buffer.from(bytes).toString('latin1')]];
  });
}
