import { Construct } from 'constructs';
import { ProjectFile, System, TextFile } from '../app';
import { refuser } from '../app/refuse';
import { Expr } from '../nix';
import { DataFormat } from './data-format';
import { plainData } from './plain-data';

/** Props of every data file. */
export interface DataFileProps {
  /**
   * What is in it: booleans, numbers, strings, arrays and plain objects. In
   * a System's file any value may be an Expr, such as a package or
   * `secret.path`; Nix writes that file then.
   */
  readonly data: any;
  /**
   * The file's name in the folder of its System, and in the Nix store.
   * @default - the construct's id, with the extension of its format
   */
  readonly fileName?: string;
  /**
   * Where the file stands from the project's root, such as `renovate.json`:
   * for a tool that wants it there. It is a file of the project then, and of no System.
   * @default - a file of the System that the construct stands in
   */
  readonly projectPath?: string;
}

/** Props of the data files whose format has comments. */
export interface CommentedDataFileProps extends DataFileProps {
  /**
   * The comment in the first lines; empty for none. A file that Nix writes has none.
   * @default "Written by cosmo: change the estate, not this file."
   */
  readonly comment?: string;
}

/** What stands above a generated file by default. */
const COMMENT = 'Written by cosmo: change the estate, not this file.';

/**
 * Typed data as a file of a System or of the project. Data without Exprs is
 * a plain file beside the System's modules; data with Exprs is written by
 * Nix, by `pkgs.formats`.
 *
 * Everything in it can be read by everyone on the machine and in the
 * repository: give a secret's path, never its value.
 */
export abstract class DataFile extends Construct {
  /**
   * Where the file stands: in the output folder for a System's file, from
   * the project's root for one of the project; undefined where Nix writes it.
   */
  public get target(): string | undefined {
    return this.place;
  }

  private place?: string;
  private value?: Expr;

  /**
   * @throws `FILE_PLACE` where it stands in no System and no projectPath is given, or a file of the project has a
   * fileName too; `FILE_REFERENCE` for Exprs in a file of the project
   */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: DataFileProps,
  ) {
    super(scope, id);
  }

  /**
   * The file's path, as a value in options or inside a string: Nix copies it into the store.
   * @throws `FILE_NO_VALUE` for a file of the project, which stands outside the flake
   */
  public get file(): Expr {
    if (this.value) return this.value;
    return refuser(this)(
      'FILE_NO_VALUE',
      `${this.place} stands beside the flake, so no option can name it`,
      'leave projectPath out and make the file below the System that reads it',
      'projectPath',
    );
  }

  /** @internal the first lines, as comments of that mark. */
  protected _comment(mark: string): string {
    const comment = (this.props as CommentedDataFileProps).comment ?? COMMENT;
    if (comment === '') return '';
    return comment
      .split(/\r\n?|\n/)
      .map((line) => `${mark} ${line}`.trimEnd() + '\n')
      .join('');
  }

  /** @internal judge the data and make the file. */
  protected _write(format: DataFormat): void {
    const { props } = this;
    const refuse = refuser(this);
    const { value, reference } = plainData(this, props.data, 'data');
    format.check?.(value, refuse);
    if (props.projectPath !== undefined) {
      if (props.fileName !== undefined) {
        refuse('FILE_PLACE', 'a file of the project is named by projectPath alone', 'leave fileName out', 'fileName');
      }
      if (reference !== undefined) {
        refuse(
          'FILE_REFERENCE',
          'a file of the project cannot hold Nix expressions',
          'give the value itself, or make the file below the System that reads it',
          reference,
          'it is read from the repository, where nothing evaluates Nix',
        );
      }
      this.place = new ProjectFile(this, 'file', { path: props.projectPath, content: format.text(value) }).path;
      return;
    }
    if (!System.find(this)) {
      refuse(
        'FILE_PLACE',
        `${this.node.id} stands in no System`,
        "make it below one, or give projectPath, such as 'renovate.json'",
        'projectPath',
      );
    }
    const extension = `.${format.extension}`;
    const fileName = props.fileName ?? (this.node.id.endsWith(extension) ? this.node.id : this.node.id + extension);
    if (reference === undefined) {
      const file = new TextFile(this, 'file', { fileName, content: format.text(value) });
      this.place = file.target;
      this.value = file.file;
    } else {
      TextFile._checkName(this, fileName);
      const data = format.nixData ? format.nixData(value) : value;
      this.value = format.generator(value).attr('generate').call(fileName, data);
    }
  }
}
