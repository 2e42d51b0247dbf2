import { Construct } from 'constructs';
import { Expr, Nix } from '../nix';
import { NixModule } from './nix-module';

/**
 * The type of a declared option, as `lib.types` has it.
 *
 * @example
 * import { Host, OptionDeclaration, OptionType } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * new OptionDeclaration(laddie, 'rooms', {
 *   path: 'estate.rooms',
 *   type: OptionType.listOf(OptionType.oneOf(['attic', 'cellar', 'kitchen'])),
 *   description: 'The rooms that this machine stands in.',
 *   defaultValue: ['attic'],
 * });
 */
export class OptionType {
  /** `lib.types.bool` */
  public static readonly BOOL = new OptionType(Nix.ref('lib.types.bool'));
  /** `lib.types.str` */
  public static readonly STR = new OptionType(Nix.ref('lib.types.str'));
  /** `lib.types.lines`: definitions are joined with newlines. */
  public static readonly LINES = new OptionType(Nix.ref('lib.types.lines'));
  /** `lib.types.int` */
  public static readonly INT = new OptionType(Nix.ref('lib.types.int'));
  /** `lib.types.port` */
  public static readonly PORT = new OptionType(Nix.ref('lib.types.port'));
  /** `lib.types.path` */
  public static readonly PATH = new OptionType(Nix.ref('lib.types.path'));
  /** `lib.types.package` */
  public static readonly PACKAGE = new OptionType(Nix.ref('lib.types.package'));
  /** `lib.types.anything` */
  public static readonly ANYTHING = new OptionType(Nix.ref('lib.types.anything'));

  /**
   * `lib.types.listOf`
   *
   * @param element the type of what it holds
   */
  public static listOf(element: OptionType): OptionType {
    return new OptionType(Nix.apply(Nix.ref('lib.types.listOf'), element.expr));
  }

  /**
   * `lib.types.attrsOf`
   *
   * @param element the type of what it holds
   */
  public static attrsOf(element: OptionType): OptionType {
    return new OptionType(Nix.apply(Nix.ref('lib.types.attrsOf'), element.expr));
  }

  /**
   * `lib.types.nullOr`
   *
   * @param type the type of the value where it is not null
   */
  public static nullOr(type: OptionType): OptionType {
    return new OptionType(Nix.apply(Nix.ref('lib.types.nullOr'), type.expr));
  }

  /**
   * `lib.types.enum` of strings.
   *
   * @param values the strings that the option may have
   */
  public static oneOf(values: string[]): OptionType {
    return new OptionType(Nix.apply(Nix.ref('lib.types.enum'), values));
  }

  /**
   * Any type, as an Expr.
   *
   * @param type the Expr of the type
   */
  public static of(type: Expr): OptionType {
    return new OptionType(type);
  }

  private constructor(
    /** The type in Nix. */
    public readonly expr: Expr,
  ) {}
}

/** Props of `OptionDeclaration`. */
export interface OptionDeclarationProps {
  /** The option's path, such as `estate.vpn.port`. */
  readonly path: string;
  /** Its type. */
  readonly type: OptionType;
  /** What it is for. */
  readonly description: string;
  /**
   * Its default.
   * @default - none: the option must be set
   */
  readonly defaultValue?: any;
}

/**
 * Declares an option of the estate's own in the nearest System or shared module.
 *
 * @example
 * import { Host, Nix, NixModule, OptionDeclaration, OptionType } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * const contact = new OptionDeclaration(laddie, 'contact', {
 *   path: 'estate.contact',
 *   type: OptionType.STR,
 *   description: 'Whom to ask about this machine.',
 *   defaultValue: 'patrick@example.com',
 * });
 * new NixModule(laddie, 'motd', { options: { users: { motd: Nix.str(['Ask ', contact.value, '\n']) } } });
 */
export class OptionDeclaration extends Construct {
  /** `config.PATH`: the option's value. */
  public readonly value: Expr;

  constructor(scope: Construct, id: string, props: OptionDeclarationProps) {
    super(scope, id);
    const declaration: Record<string, any> = { type: props.type.expr };
    if (props.defaultValue !== undefined) declaration.default = props.defaultValue;
    declaration.description = props.description;
    new NixModule(this, 'module').declare(props.path, Nix.apply(Nix.ref('lib.mkOption'), declaration));
    this.value = Nix.ref(`config.${props.path}`);
  }
}
