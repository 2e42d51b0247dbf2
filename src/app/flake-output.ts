import { Construct } from 'constructs';
import { App } from './app';
import { CosmoError } from './error';

/** Props of `FlakeOutput`. */
export interface FlakeOutputProps {
  /** The attribute path, such as `['packages', 'x86_64-linux', 'router-image']`. */
  readonly path: string[];
  /** The value: an Expr, or data that may hold Exprs. `inputs` is in scope. */
  readonly value: any;
}

/**
 * An output of the estate's flake, beside what the Systems give.
 *
 * @example
 * import { App, FlakeOutput, Nix } from 'cosmo-nix';
 * declare const app: App;
 *
 * const pkgs = Nix.ref('inputs.nixpkgs.legacyPackages.x86_64-linux');
 * new FlakeOutput(app, 'shell', {
 *   path: ['devShells', 'x86_64-linux', 'default'],
 *   value: pkgs.attr('mkShell').call({ packages: [pkgs.attr('nixos-rebuild')] }),
 * });
 */
export class FlakeOutput extends Construct {
  /** The attribute path. */
  public readonly path: string[];
  private supplier: () => unknown;

  /** @throws `OUTPUT_PATH` for a path that is empty, or has an empty name in it */
  constructor(scope: Construct, id: string, props: FlakeOutputProps) {
    super(scope, id);
    if (props.path.length === 0 || props.path.some((name) => name === '')) {
      throw new CosmoError({
        code: 'OUTPUT_PATH',
        message: 'a flake output needs an attribute path without empty names',
        mend: "give one, such as ['packages', 'x86_64-linux', 'image']",
        construct: this,
        keyPath: 'path',
      });
    }
    this.path = [...props.path];
    this.supplier = () => props.value;
    App.of(this)._flakeOutputs.push(this);
  }

  /** @internal a value that only the finished tree can tell, in place of the given one. */
  public _supply(supplier: () => unknown): void {
    this.supplier = supplier;
  }

  /** @internal */
  public get _value(): unknown {
    return this.supplier();
  }
}
