import { Construct, IConstruct } from 'constructs';
import { Expr } from '../nix';
import { App } from './app';
import { CosmoError } from './error';
import { System } from './system';

/** Props of `TextFile`. */
export interface TextFileProps {
  /** The file's name, such as `router.xml`: it stands in the folder of the System. */
  readonly fileName: string;
  /**
   * What is in it.
   * @default - told later, before the output is rendered
   */
  readonly content?: string;
}

/**
 * A generated file that is no Nix, beside the modules of the System it stands
 * in. `file` is its path, as a value in options or inside a string; Nix
 * copies it into the store.
 *
 * @example
 * import { Host, TextFile } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * const motd = new TextFile(laddie, 'motd', { fileName: 'motd.txt', content: 'The attic. Mind your head.\n' });
 * laddie.addOptions({ environment: { etc: { motd: { source: motd.file } } } });
 */
export class TextFile extends Construct {
  /** @internal refuse a name that no generated file can have. */
  public static _checkName(construct: IConstruct, fileName: string): void {
    if (/^[A-Za-z0-9_][A-Za-z0-9._+-]*$/.test(fileName) && !fileName.endsWith('.nix')) return;
    throw new CosmoError({
      code: 'TEXT_FILE_NAME',
      message: `"${fileName}" cannot be the name of a generated file`,
      why: 'the Nix store takes letters, digits and . _ + -, and files that end in .nix are the modules',
      mend: 'give a plain file name, without a folder',
      construct,
      keyPath: 'fileName',
    });
  }

  /** The path of the file, for use as a value. */
  public readonly file: Expr;
  /** Where it stands in the output. */
  public readonly target: string;
  private supply: () => string;

  /** @throws `TEXT_FILE_NAME` for what cannot be the name of a generated file */
  constructor(scope: Construct, id: string, props: TextFileProps) {
    super(scope, id);
    TextFile._checkName(this, props.fileName);
    this.target = `${System.of(this).folder}/${props.fileName}`;
    this.file = Expr._outputFile(this.target);
    this.supply = () => props.content ?? '';
    App.of(this)._textFiles.push(this);
  }

  /** @internal have the content made when the output is rendered. */
  public _supply(content: () => string): void {
    this.supply = content;
  }

  /** @internal */
  public _content(): string {
    return this.supply();
  }
}
