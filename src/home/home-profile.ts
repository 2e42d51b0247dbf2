import { Construct } from 'constructs';
import { Claims, ClaimKind, ConfigureHome, CosmoError, NixModule, System, SystemKind } from '../app';
import { refuser } from '../app/refuse';
import type { SystemOutput } from '../app/system';
import { MachineUser } from '../hosts';
import { Expr, Nix } from '../nix';
import { HomeAttachment } from './home-attachment';
import { homeContent } from './home-content';
import { HomeContentProps } from './home-content-props';

/** Props of `HomeManagerProfile`. */
export interface HomeManagerProfileProps extends HomeContentProps {
  /**
   * Profiles that this one builds on: it holds all that they hold.
   * @default - none
   */
  readonly extends?: HomeManagerProfile[];
  /**
   * Its name: its folder below `homes/` and its attribute in `homeModules`.
   * @default - the construct's id
   */
  readonly profileName?: string;
  /**
   * Whether the flake exports it in `homeModules`, so that other flakes can use it.
   * @default true
   */
  readonly exported?: boolean;
}

/**
 * A part of a home, for home-manager: packages, programs, files, services.
 * Profiles build on one another, and are attached to users of hosts or used
 * by a `StandaloneHome`.
 *
 * A profile is made after those that it builds on, so they cannot go round in a circle.
 *
 * @example
 * import { App, HomeManagerProfile, User } from 'cosmo-nix';
 * declare const app: App;
 * declare const patrick: User;
 *
 * const common = new HomeManagerProfile(app, 'common', { stateVersion: '25.11', programs: { starship: true } });
 * const dev = new HomeManagerProfile(app, 'dev', { extends: [common], packages: ['nodejs', 'nixd'] });
 * dev.attachTo(patrick);
 */
export class HomeManagerProfile extends System {
  /** Whether `construct` is a HomeManagerProfile. */
  public static isHomeManagerProfile(construct: any): construct is HomeManagerProfile {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** The profile's name. */
  public readonly profileName: string;
  /** The state version that it, or a profile it builds on, sets. */
  public readonly stateVersion?: string;
  /** The profiles that it builds on. */
  public readonly bases: HomeManagerProfile[];
  /** @internal */
  public readonly _extensions: HomeManagerProfile[] = [];
  /** @internal */
  public readonly _attachments: HomeAttachment[] = [];
  /** @internal whether a standalone home uses it */
  public _standalone = false;
  private readonly exported: boolean;
  private readonly module: NixModule;
  private rawCount = 0;

  /**
   * @throws `HOME_PROFILE_NAME` where the name has other characters than letters, digits, `-`, `_` and `.`;
   * `HOME_PROFILE_SCOPE` where it stands in a System; `HOME_STATE_VERSION` where the state version is no release of
   * home-manager; `HOME_STATE_VERSIONS_DIFFER` where a profile it builds on has another one; `HOME_FILE_PATH`,
   * `HOME_FILE_CONTENT`, `HOME_FILE_TWICE` for files that cannot be put in place; `HOME_PACKAGE`, `HOME_PROGRAM`,
   * `HOME_SESSION_PATH`, `HOME_SESSION_VARIABLE` for values that have no effect
   */
  constructor(scope: Construct, id: string, props: HomeManagerProfileProps = {}) {
    const name = props.profileName ?? id;
    super(scope, id, { kind: SystemKind.HOME, systemName: name, folder: `homes/${name}` });
    Object.defineProperty(this, BRAND, { value: true });
    this.profileName = name;
    this.exported = props.exported ?? true;
    const refuse = refuser(this);
    if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(name)) {
      refuse('HOME_PROFILE_NAME', `"${name}" cannot name a profile`, 'use letters, digits, -, _ and .', 'profileName');
    }
    if (this.parentSystem) {
      refuse(
        'HOME_PROFILE_SCOPE',
        `a profile stands beside the hosts, not in ${this.parentSystem.node.path}`,
        `make it below the app, and attach it to a user: new HomeManagerProfile(app, '${id}', …).attachTo(user)`,
      );
    }
    Claims.of(this).add({ kind: ClaimKind.OTHER, what: 'home profile name', value: name, keyPath: 'profileName' });

    this.bases = [...new Set(props.extends ?? [])];
    this.stateVersion = props.stateVersion ?? textOf(props.options?.home?.stateVersion);
    for (const base of this.bases) {
      if (base.stateVersion === undefined) continue;
      if (this.stateVersion !== undefined && this.stateVersion !== base.stateVersion) {
        refuse(
          'HOME_STATE_VERSIONS_DIFFER',
          `${name} would have the state versions ${this.stateVersion} and ${base.stateVersion} (of ${base.profileName})`,
          'give it once, in the profile that the others build on',
          'stateVersion',
        );
      }
      this.stateVersion = base.stateVersion;
    }
    for (const base of this.bases) {
      base._extensions.push(this);
      this.importModule(base.file);
    }

    this.module = new NixModule(this, '$home', { fileName: 'home', description: this.node.path });
    this.module.addOptions(homeContent(this, props));
    if (props.options) this.module.addOptions(props.options);
    for (const [path, value] of Object.entries(props.override ?? {})) this.module.override(path, value);
  }

  /** The profile as a path, for use in `imports` and `home-manager.users.NAME`. */
  public get file(): Expr {
    return Expr._outputFile(this.folder);
  }

  /** `inputs.self.homeModules.NAME` */
  public get configRef(): Expr {
    return Nix.ref('inputs.self.homeModules').attr(this.profileName);
  }

  /**
   * Make it the home of a user, or a part of it. home-manager is set up on the host with the first one.
   * @param user of a host or a Mac
   * @param props what this user's home on this host holds beside the profile
   * @throws `HOME_ATTACHED_TWICE` where the user has the profile already
   */
  public attachTo(user: MachineUser, props: HomeContentProps = {}): HomeAttachment {
    const id = `home-${this.profileName}`;
    if (user.node.tryFindChild(id)) {
      throw new CosmoError({
        code: 'HOME_ATTACHED_TWICE',
        message: `${user.userName} has the profile ${this.profileName} already`,
        mend: 'attach it once, with all that this home holds beside it',
        construct: user,
      });
    }
    return new HomeAttachment(user, id, { ...props, profiles: [this] });
  }

  /**
   * Add options of home-manager.
   *
   * @param options options by path (`'a.b'` or nested sets), with the values they are set to
   */
  public addOptions(options: Record<string, any>): void {
    this.module.addOptions(options);
  }

  /**
   * Add options of home-manager, with types: those that `cosmo import` wrote, of each option its
   * values and its documentation. Any value may be an Expr. `addOptions` is the same without types.
   *
   * @jsii ignore
   */
  public configure(options: ConfigureHome): void {
    this.addOptions(options);
  }

  /**
   * Set an option of home-manager in place of what the profile would set.
   * @param path such as `programs.git.enable`
   * @param value plain data or an Expr
   */
  public override(path: string, value: any): void {
    this.module.override(path, value);
  }

  /**
   * Add a module of home-manager written in Nix. It is parsed when it is printed.
   *
   * @param source the text of the module
   */
  public addNix(source: string): NixModule {
    this.rawCount += 1;
    return new NixModule(this, this.rawCount === 1 ? 'nix' : `nix-${this.rawCount}`, { source });
  }

  /** @internal */
  public _outputs(): SystemOutput[] {
    return this.exported ? [{ path: ['homeModules', this.profileName], value: this.file }] : [];
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

const BRAND = Symbol.for('cosmo-nix.HomeManagerProfile');
