import { Construct } from 'constructs';
import { App } from './app';
import { CosmoError } from './error';

/** Props of `ProjectFile`. */
export interface ProjectFileProps {
  /** Where it stands, from the project's root: `.github/workflows/check.yml`. */
  readonly path: string;
  /**
   * What is in it.
   * @default - told later, before the output is rendered
   */
  readonly content?: string;
  /**
   * Whether it can be executed.
   * @default false
   */
  readonly executable?: boolean;
}

/**
 * A generated file beside the project's root, for a tool that wants it there.
 * It is written, kept and removed through the same manifest as the output;
 * one of the user's own at that place is never overwritten.
 *
 * @example
 * import { App, ProjectFile } from 'cosmo-nix';
 * declare const app: App;
 *
 * new ProjectFile(app, 'envrc', { path: '.envrc', content: 'use flake ./nix-out\n' });
 */
export class ProjectFile extends Construct {
  /** Where it stands, from the project's root. */
  public readonly path: string;
  /** Whether it can be executed. */
  public readonly executable: boolean;
  private supply: () => string;

  /** @throws `PROJECT_FILE_PATH` for what is no path inside the project */
  constructor(scope: Construct, id: string, props: ProjectFileProps) {
    super(scope, id);
    const parts = props.path.split('/');
    if (
      parts.some((part) => part === '' || part === '.' || part === '..' || /[\0\\]/.test(part)) ||
      parts[0] === '.git'
    ) {
      throw new CosmoError({
        code: 'PROJECT_FILE_PATH',
        message: `"${props.path}" is no path inside the project`,
        mend: 'give a path from the root, with / between its names and without ..',
        construct: this,
        keyPath: 'path',
      });
    }
    this.path = props.path;
    this.executable = props.executable ?? false;
    this.supply = () => props.content ?? '';
    App.of(this)._projectFiles.push(this);
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
