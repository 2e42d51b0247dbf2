import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'fs';
import { basename, isAbsolute, join, relative, resolve, sep } from 'path';
import { Construct } from 'constructs';
import { Expr } from '../nix';
import { App } from './app';
import { CosmoError } from './error';

/** Props of `Asset`. */
export interface AssetProps {
  /** The file or folder, from the project's root. */
  readonly path: string;
  /**
   * Where it stands in the output, below `assets/`.
   * @default - its own name, below the construct's path
   */
  readonly target?: string;
}

/**
 * A file or folder of the user's, copied into the output, so that the flake
 * is whole by itself. `file` is a path in any module, wherever that is
 * printed.
 *
 * @example
 * import { Asset, Host } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * const logo = new Asset(laddie, 'logo', { path: 'files/logo.txt' });
 * laddie.addOptions({ environment: { etc: { 'logo.txt': { source: logo.file } } } });
 */
export class Asset extends Construct {
  /** The path of the copy, for use as a value in options. */
  public readonly file: Expr;
  /** Where the copy stands in the output. */
  public readonly target: string;
  /** The original, as an absolute path. */
  public readonly sourcePath: string;

  /**
   * @throws `ASSET_OUTSIDE` where it does not lie inside the project, or is a link that leads out of it;
   * `ASSET_MISSING` where there is nothing; `ASSET_TARGET` where the target is no path inside the output;
   * `ASSET_SPECIAL`, when it is copied, for what is neither a file nor a folder
   */
  constructor(scope: Construct, id: string, props: AssetProps) {
    super(scope, id);
    const app = App.of(this);
    this.sourcePath = resolve(app.projectRoot, props.path);
    const refuse = (code: string, message: string, why: string | undefined, mend: string): never => {
      throw new CosmoError({ code, message, why, mend, construct: this, keyPath: 'path' });
    };
    if (!existsSync(this.sourcePath)) {
      refuse('ASSET_MISSING', `there is no file ${props.path}`, undefined, `paths start at the project's root`);
    }
    const inside = relative(realpathSync(app.projectRoot), realpathSync(this.sourcePath));
    if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)) {
      refuse(
        'ASSET_OUTSIDE',
        `${props.path} does not lie inside the project`,
        'an estate is built from what is in its repository; a path or link that leads out would be lost elsewhere',
        'copy the file into the project',
      );
    }
    const below = [...this.node.path.split('/').slice(0, -1), basename(props.path)];
    this.target = `assets/${props.target ?? below.join('/')}`;
    if (!/^[^/\0\\]+(\/[^/\0\\]+)*$/.test(this.target) || this.target.split('/').some((s) => s === '.' || s === '..')) {
      refuse(
        'ASSET_TARGET',
        `"${this.target}" is no path inside the output`,
        undefined,
        'give names with / between them',
      );
    }
    this.file = Expr._outputFile(this.target);
    app._assets.push(this);
  }

  /** @internal every file of it: path in the output, path of the original, whether it can be executed. */
  public _files(): { target: string; source: string; executable: boolean }[] {
    const files: { target: string; source: string; executable: boolean }[] = [];
    const root = realpathSync(App.of(this).projectRoot);
    const open = new Set<string>();
    const walk = (source: string, target: string) => {
      const link = lstatSync(source).isSymbolicLink();
      const inside = link ? relative(root, realpathSync(source)) : '.';
      if (inside.startsWith('..') || isAbsolute(inside)) {
        throw new CosmoError({
          code: 'ASSET_OUTSIDE',
          message: `${relative(root, source)} is a link that leads out of the project`,
          mend: 'put the file itself in its place',
          construct: this,
          keyPath: 'path',
        });
      }
      const stat = statSync(source);
      if (stat.isDirectory()) {
        const real = realpathSync(source);
        if (open.has(real)) return; // a link to a folder it stands in
        open.add(real);
        for (const name of readdirSync(source).sort()) {
          if (name !== '.git') walk(join(source, name), `${target}/${name}`);
        }
        open.delete(real);
      } else if (stat.isFile()) {
        // eslint-disable-next-line no-bitwise
        files.push({ target, source, executable: (stat.mode & 0o100) !== 0 });
      } else {
        throw new CosmoError({
          code: 'ASSET_SPECIAL',
          message: `${relative(root, source)} is neither a file nor a folder`,
          mend: 'an asset is made of plain files',
          construct: this,
          keyPath: 'path',
        });
      }
    };
    walk(this.sourcePath, this.target);
    return files;
  }

  /** @internal */
  public _read(source: string): Uint8Array {
    return readFileSync(source);
  }
}
