import { Construct, IConstruct } from 'constructs';
import { Expr, Nix } from '../nix';
import { App } from './app';
import { CosmoError } from './error';
import { WELL_KNOWN_INPUTS, WellKnownInput } from './well-known-inputs';

/** Props of `FlakeInput`. */
export interface FlakeInputProps {
  /**
   * The flake reference, such as `github:NixOS/nixpkgs/nixos-25.11`.
   * @default - none; required unless `followsInput` is given
   */
  readonly url?: string;
  /**
   * Take another input of this flake (or of one of its inputs, `a/b`) instead of a url.
   * @default - an input of its own
   */
  readonly followsInput?: string;
  /**
   * Inputs of this input that follow an input of the estate:
   * `{ nixpkgs: 'nixpkgs' }`. An empty string cuts the input off.
   * @default - none
   */
  readonly follows?: Record<string, string>;
  /**
   * Whether it is a flake; `false` for a plain source tree.
   * @default true
   */
  readonly flake?: boolean;
  /**
   * Emit it although nothing in the estate uses it.
   * @default false
   */
  readonly always?: boolean;
}

/**
 * An input of the estate's flake. Its id is its name. It is emitted when
 * something uses it: a construct, or an expression that says `inputs.NAME`.
 *
 * The well-known inputs (`WellKnownInput`) need no declaration; declaring one
 * sets its url in place of the default.
 *
 * @example
 * import { App, FlakeInput, Host, WellKnownInput } from 'cosmo-nix';
 * declare const app: App;
 * declare const laddie: Host;
 *
 * const quadlet = new FlakeInput(app, 'quadlet-nix', { url: 'github:SEIAROTg/quadlet-nix' });
 * laddie.importModule(quadlet.nixosModule('quadlet'));
 * laddie.importModule(FlakeInput.wellKnown(app, WellKnownInput.NIXOS_HARDWARE).nixosModule('common-pc-ssd'));
 */
export class FlakeInput extends Construct {
  /** Whether `construct` is a FlakeInput. */
  public static isFlakeInput(construct: any): construct is FlakeInput {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /**
   * A well-known input of the estate that `scope` belongs to. Asking twice is
   * harmless; what the estate declares itself under that name is what is given.
   *
   * @param input which of the well-known inputs
   */
  public static wellKnown(scope: IConstruct, input: WellKnownInput): FlakeInput {
    return FlakeInput._named(App.of(scope), input)!;
  }

  /**
   * The input of that name, declared or well-known.
   * @param name the name in `inputs`
   * @throws `INPUT_UNKNOWN` where the estate has none of that name
   */
  public static named(scope: IConstruct, name: string): FlakeInput {
    const input = FlakeInput._named(App.of(scope), name);
    if (!input) {
      throw new CosmoError({
        code: 'INPUT_UNKNOWN',
        message: `the estate has no flake input "${name}"`,
        mend: `declare it: new FlakeInput(app, '${name}', { url: '…' })`,
        construct: scope,
      });
    }
    return input;
  }

  /** @internal */
  public static _named(app: App, name: string): FlakeInput | undefined {
    const declared = app._inputs.get(name);
    if (declared) {
      declared._used = true;
      return declared;
    }
    const known = WELL_KNOWN_INPUTS.get(name as WellKnownInput);
    if (!known) return undefined;
    const made = new FlakeInput(app._implicit(), name, known(app.release));
    made._used = true;
    return made;
  }

  /** The input's name in the flake. */
  public readonly inputName: string;
  /** @internal whether something uses it. */
  public _used: boolean;
  /** @internal */
  public readonly _props: FlakeInputProps;

  /**
   * @throws `INPUT_NAME` for its name; `INPUT_NO_URL` where nothing says where it comes from; `INPUT_URL_AND_FOLLOWS`
   * where two things do; `INPUT_URL` for what is no flake reference; `INPUT_TWICE` where it is declared already
   */
  constructor(scope: Construct, id: string, props: FlakeInputProps) {
    super(scope, id);
    Object.defineProperty(this, BRAND, { value: true });
    this.inputName = id;
    this._props = props;
    this._used = props.always ?? false;
    const refuse = (code: string, message: string, mend: string): never => {
      throw new CosmoError({ code, message, mend, construct: this });
    };
    if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(id) || id === 'self') {
      refuse(
        'INPUT_NAME',
        `"${id}" cannot be the name of a flake input`,
        'use letters, digits, - and _, and not "self"',
      );
    }
    if (props.url === undefined && props.followsInput === undefined) {
      refuse(
        'INPUT_NO_URL',
        `the flake input "${id}" has no url`,
        "give a flake reference, such as url: 'github:owner/repo'",
      );
    }
    if (props.url !== undefined && props.followsInput !== undefined) {
      refuse('INPUT_URL_AND_FOLLOWS', `the flake input "${id}" has a url and follows another`, 'give one of the two');
    }
    if (props.url !== undefined && (props.url.trim() !== props.url || props.url === '' || /\s/.test(props.url))) {
      refuse(
        'INPUT_URL',
        `"${props.url}" is no flake reference`,
        'give a reference without spaces, such as github:owner/repo',
      );
    }
    const app = App.of(this);
    const before = app._inputs.get(id);
    if (before) {
      refuse(
        'INPUT_TWICE',
        `the flake input "${id}" is declared twice: here and at ${before.node.path}`,
        'declare a well-known input before the constructs that use it, and every input once',
      );
    }
    app._inputs.set(id, this);
  }

  /** `inputs.NAME` */
  public get ref(): Expr {
    this._used = true;
    return Nix.ref(`inputs.${this.inputName}`);
  }

  /**
   * `inputs.NAME.nixosModules.MODULE`
   *
   * @param module the name of the module; `default` where the flake has one
   */
  public nixosModule(module: string = 'default'): Expr {
    return this.ref.attr('nixosModules', module);
  }

  /**
   * `inputs.NAME.homeModules.MODULE`
   *
   * @param module the name of the module; `default` where the flake has one
   */
  public homeModule(module: string = 'default'): Expr {
    return this.ref.attr('homeModules', module);
  }

  /**
   * `inputs.NAME.darwinModules.MODULE`
   *
   * @param module the name of the module; `default` where the flake has one
   */
  public darwinModule(module: string = 'default'): Expr {
    return this.ref.attr('darwinModules', module);
  }

  /**
   * `inputs.NAME.overlays.OVERLAY`
   *
   * @param overlay the name of the overlay
   */
  public overlay(overlay: string = 'default'): Expr {
    return this.ref.attr('overlays', overlay);
  }

  /**
   * The input's package for the system it is used on.
   *
   * @param name the name of the package
   */
  public pkg(name: string = 'default'): Expr {
    this._used = true;
    return Nix.inputPackage(this.inputName, name);
  }
}

const BRAND = Symbol.for('cosmo-nix.FlakeInput');
