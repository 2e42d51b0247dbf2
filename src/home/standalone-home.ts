import { Construct } from 'constructs';
import { ConfigureHome, FlakeInput, NixModule, PackageSetProps, System, SystemKind, WellKnownInput } from '../app';
import { packageSetOptions } from '../app/nixos-system';
import { refuser } from '../app/refuse';
import type { SystemOutput } from '../app/system';
import { Expr, Nix } from '../nix';
import { homeContent } from './home-content';
import { HomeContentProps } from './home-content-props';
import type { HomeManagerProfile } from './home-profile';

/** Props of `StandaloneHome`. */
export interface StandaloneHomeProps extends HomeContentProps, PackageSetProps {
  /**
   * The profiles that the home has.
   * @default - none: what the other props say is all
   */
  readonly profiles?: HomeManagerProfile[];
  /**
   * The platform, such as `x86_64-linux` or `aarch64-darwin`.
   * @default "x86_64-linux"
   */
  readonly platform?: string;
  /**
   * The login name.
   * @default - what stands before the `@` in the construct's id
   */
  readonly userName?: string;
  /**
   * The home directory.
   * @default - `/home/NAME`, on darwin `/Users/NAME`
   */
  readonly homeDirectory?: string;
  /**
   * Set it up for a Linux that is not NixOS: paths of desktop entries, fonts and locales.
   * @default false
   */
  readonly genericLinux?: boolean;
  /**
   * Install the command `home-manager`, which builds the next generation.
   * @default true
   */
  readonly homeManagerCommand?: boolean;
}

/**
 * A home on a machine that is no host of the estate: any Linux or Mac with
 * Nix. Its id is its name in `homeConfigurations`: `ada@laptop`, which
 * `home-manager switch --flake` finds by itself.
 *
 * @example
 * import { App, StandaloneHome } from 'cosmo-nix';
 * declare const app: App;
 *
 * // A laptop with another Linux on it: home-manager switch --flake path:nix-out
 * new StandaloneHome(app, 'patrick@laptop', {
 *   stateVersion: '25.11',
 *   genericLinux: true,
 *   packages: ['ripgrep', 'fd'],
 *   programs: { git: true },
 * });
 */
export class StandaloneHome extends System {
  /** The platform. */
  public readonly platform: string;
  /** The login name. */
  public readonly userName: string;
  /** The home directory. */
  public readonly homeDirectory: string;
  /** @internal the profiles that it was given. */
  public readonly _profiles: readonly HomeManagerProfile[];
  private readonly module: NixModule;
  private rawCount = 0;

  /**
   * @throws `HOME_NAME` where the id is neither `user` nor `user@machine`; `HOME_PLATFORM` where the platform is none
   * of Linux or darwin; `HOME_DIRECTORY` where the home directory is no absolute path; `HOME_STATE_VERSION_MISSING`,
   * `HOME_STATE_VERSIONS_DIFFER` where there is none, or more than one; what a `HomeManagerProfile` throws for the same
   * props
   */
  constructor(scope: Construct, id: string, props: StandaloneHomeProps = {}) {
    super(scope, id, { kind: SystemKind.HOME, systemName: id, folder: `homes/${id.replace('@', '-at-')}` });
    const refuse = refuser(this);
    if (!/^[A-Za-z0-9._-]+(@[A-Za-z0-9._-]+)?$/.test(id)) {
      refuse('HOME_NAME', `"${id}" cannot name a home`, "use the form 'user@machine'");
    }
    this.platform = props.platform ?? 'x86_64-linux';
    if (!/^[a-z0-9_]+-(linux|darwin)$/.test(this.platform)) {
      refuse(
        'HOME_PLATFORM',
        `"${this.platform}" is no platform that home-manager runs on`,
        'give x86_64-linux, aarch64-linux or aarch64-darwin',
        'platform',
      );
    }
    const darwin = this.platform.endsWith('-darwin');
    if (darwin && props.genericLinux) {
      refuse('HOME_PLATFORM', 'genericLinux is for Linux', 'leave it out on darwin', 'genericLinux');
    }
    this.userName = props.userName ?? id.split('@')[0]!;
    this.homeDirectory = props.homeDirectory ?? `${darwin ? '/Users' : '/home'}/${this.userName}`;
    if (!/^\/[^\0\n]+$/.test(this.homeDirectory)) {
      refuse(
        'HOME_DIRECTORY',
        `"${this.homeDirectory}" is no home directory`,
        "give an absolute path, such as '/home/ada'",
        'homeDirectory',
      );
    }
    const profiles = [...new Set(props.profiles ?? [])];
    const versions = new Set(
      [props.stateVersion, props.options?.home?.stateVersion, ...profiles.map((p) => p.stateVersion)].filter(
        (version) => typeof version === 'string',
      ),
    );
    if (versions.size === 0) {
      refuse(
        'HOME_STATE_VERSION_MISSING',
        `the home ${id} has no state version`,
        "give the release it was first made with: stateVersion: '25.11'",
        'stateVersion',
      );
    } else if (versions.size > 1) {
      refuse(
        'HOME_STATE_VERSIONS_DIFFER',
        `the home ${id} has several state versions: ${[...versions].join(', ')}`,
        'give it once, in the profile that the others build on',
        'stateVersion',
      );
    }
    this._profiles = profiles;
    for (const profile of profiles) {
      profile._standalone = true;
      this.importModule(profile.file);
    }
    this.module = new NixModule(this, '$home', { fileName: 'home', description: this.node.path });
    this.module.addOptions({ home: { username: this.userName, homeDirectory: this.homeDirectory } });
    this.module.addOptions(homeContent(this, props));
    if (props.homeManagerCommand ?? true) this.module.addOptions({ programs: { 'home-manager': { enable: true } } });
    if (props.genericLinux) this.module.addOptions({ targets: { genericLinux: { enable: true } } });
    const nixpkgs = packageSetOptions(props);
    if (Object.keys(nixpkgs).length > 0) this.module.addOptions({ nixpkgs });
    if (props.options) this.module.addOptions(props.options);
    for (const [path, value] of Object.entries(props.override ?? {})) this.module.override(path, value);
    FlakeInput.wellKnown(this, WellKnownInput.HOME_MANAGER);
  }

  /** `inputs.self.homeConfigurations.NAME` */
  public get configRef(): Expr {
    return Nix.ref('inputs.self.homeConfigurations').attr(this.systemName);
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
   * Set an option of home-manager in place of what the home would set.
   * @param path such as `programs.git.enable`
   * @param value plain data or an Expr
   */
  public override(path: string, value: any): void {
    this.module.override(path, value);
  }

  /**
   * Add a module of home-manager written in Nix.
   *
   * @param source the text of the module
   */
  public addNix(source: string): NixModule {
    this.rawCount += 1;
    return new NixModule(this, this.rawCount === 1 ? 'nix' : `nix-${this.rawCount}`, { source });
  }

  /** @internal */
  public _outputs(): SystemOutput[] {
    return [
      {
        path: ['homeConfigurations', this.systemName],
        value: Nix.ref('inputs.home-manager.lib.homeManagerConfiguration').call({
          pkgs: Nix.ref('inputs.nixpkgs.legacyPackages').attr(this.platform),
          extraSpecialArgs: Nix.attrs([Nix.inherit(['inputs'])]),
          modules: [Expr._outputFile(this.folder)],
        }),
      },
      {
        path: ['checks', this.platform, `home-${this.systemName.replace('@', '-at-')}`],
        value: this.configRef.attr('activationPackage'),
      },
    ];
  }
}
