import { Construct, IConstruct } from 'constructs';
import { CosmoError, Feature, FeatureProps, FlakeInput, System, SystemKind, WellKnownInput } from '../app';
import { refuser } from '../app/refuse';
import { Expr, Nix } from '../nix';

/** Props of `HomeManager`. */
export interface HomeManagerProps extends FeatureProps {
  /**
   * Use the system's package set, with its overlays and its unfree settings, instead of one for each user.
   * @default true
   */
  readonly useGlobalPkgs?: boolean;
  /**
   * Install the packages of users as `/etc/profiles` does, through the system, instead of into `~/.nix-profile`.
   * @default true
   */
  readonly useUserPackages?: boolean;
  /**
   * What is appended to the name of a file that stands in the way of one of home-manager's. Without it such a file
   * fails the activation; an empty string means that.
   * @default "hm-backup"
   */
  readonly backupFileExtension?: string;
  /**
   * Replace a backup that is there already, instead of failing.
   * @default false
   */
  readonly overwriteBackup?: boolean;
  /**
   * Tell each step of the activation.
   * @default false
   */
  readonly verbose?: boolean;
  /**
   * Modules for every user's home, such as `input.homeModule()`.
   * @default - none
   */
  readonly sharedModules?: Expr[];
  /**
   * Further arguments for the modules of homes, beside `inputs`.
   * @default - none
   */
  readonly extraSpecialArgs?: Record<string, any>;
}

/**
 * home-manager on a host: its module and how it works, once for all users.
 * Made by the first home that is attached to a user of the host; make it
 * yourself, before that, to set it up in another way.
 *
 * @example
 * import { HomeManager, Host } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * // Before the first home is attached to a user of the host.
 * new HomeManager(laddie, 'home-manager', { backupFileExtension: 'before-home-manager', verbose: true });
 */
export class HomeManager extends Feature {
  /** The home-manager of the System that `construct` stands in; made where there is none yet. */
  public static of(construct: IConstruct): HomeManager {
    const system = System.of(construct);
    return (system as Holder)[SLOT] ?? new HomeManager(system, '$home-manager');
  }

  /** @internal the home-manager of a System where there is one. */
  public static _peek(system: System): HomeManager | undefined {
    return (system as Holder)[SLOT];
  }

  /** Whether users share the system's package set. */
  public readonly useGlobalPkgs: boolean;

  /**
   * @throws `HOME_MANAGER_TWICE` where the System has one already; `HOME_MANAGER_SYSTEM` where the System is neither
   * NixOS nor nix-darwin; `HOME_MANAGER_BACKUP_EXTENSION` where the extension is no part of a file name
   */
  constructor(scope: Construct, id: string, props: HomeManagerProps = {}) {
    super(scope, id, props);
    const holder = this.system as Holder;
    if (holder[SLOT]) {
      throw new CosmoError({
        code: 'HOME_MANAGER_TWICE',
        message: `${this.system.node.path} has home-manager already: ${holder[SLOT].node.path}`,
        mend: 'make it once, before homes are attached to users of the host',
        construct: this,
      });
    }
    holder[SLOT] = this;
    this.useGlobalPkgs = props.useGlobalPkgs ?? true;
    const extension = props.backupFileExtension ?? 'hm-backup';
    if (/[/\0\s]/.test(extension)) {
      refuser(this)(
        'HOME_MANAGER_BACKUP_EXTENSION',
        `"${extension}" cannot end a file name`,
        "give letters, digits, - and _, such as 'hm-backup'",
        'backupFileExtension',
      );
    }
    const input = FlakeInput.wellKnown(this, WellKnownInput.HOME_MANAGER);
    switch (this.system.kind) {
      case SystemKind.NIXOS:
        this.importModule(input.nixosModule('home-manager'));
        break;
      case SystemKind.DARWIN:
        this.importModule(input.darwinModule('home-manager'));
        break;
      default:
        refuser(this)(
          'HOME_MANAGER_SYSTEM',
          `home-manager cannot be a part of ${this.system.node.path}, which is a home itself`,
          'attach profiles to users of hosts, or make a StandaloneHome',
        );
    }
    this.module.addOptions({
      'home-manager': {
        useGlobalPkgs: this.useGlobalPkgs,
        useUserPackages: props.useUserPackages ?? true,
        backupFileExtension: extension === '' ? undefined : extension,
        overwriteBackup: props.overwriteBackup ? true : undefined,
        verbose: props.verbose ? true : undefined,
        extraSpecialArgs: Nix.attrs([Nix.inherit(['inputs']), ...Nix.bindings(props.extraSpecialArgs ?? {})]),
        sharedModules: props.sharedModules && props.sharedModules.length > 0 ? props.sharedModules : undefined,
      },
    });
  }
}

const SLOT = Symbol.for('cosmo-nix.HomeManager');

interface Holder {
  [SLOT]?: HomeManager;
}
