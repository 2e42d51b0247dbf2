import { Construct } from 'constructs';
import { Asset, ConfigureHome, NixModule } from '../app';
import { mergeOptions, OptionPath, parseOptionPath, setOption } from '../app/option-tree';
import { refuser } from '../app/refuse';
import { MachineUser } from '../hosts';
import { Expr, Nix } from '../nix';
import { homeContent } from './home-content';
import { HomeContentProps } from './home-content-props';
import { HomeManager } from './home-manager';
import type { HomeManagerProfile } from './home-profile';
import { freeVariables } from '../nix/scope';

/** Props of `HomeAttachment`. */
export interface HomeAttachmentProps extends HomeContentProps {
  /**
   * The profiles that the home has.
   * @default - none: what the other props say is all
   */
  readonly profiles?: HomeManagerProfile[];
}

/** What differs between a module of a host and one of a home: these are the home's own. */
const OF_THE_HOME = ['config', 'options', 'osConfig'];
/** What else a module of a home has. */
const ARGUMENTS = [...OF_THE_HOME, 'lib', 'pkgs', 'inputs', 'modulesPath'];

/**
 * The home of a user of a host or a Mac: profiles, and what it holds beside them on
 * this host. A user may have several; home-manager merges them.
 *
 * @example
 * import { App, HomeManagerProfile, User } from 'cosmo-nix';
 * declare const app: App;
 * declare const patrick: User;
 *
 * const shell = new HomeManagerProfile(app, 'shell', { stateVersion: '25.11', programs: { starship: true } });
 * const home = shell.attachTo(patrick, { shellAliases: { ll: 'ls -l' } });
 * home.addOptions({ programs: { bat: { enable: true } } });
 */
export class HomeAttachment extends Construct {
  /** The user. */
  public readonly user: MachineUser;
  /** The profiles. */
  public readonly profiles: HomeManagerProfile[];
  private options: Record<string, any>;
  private readonly overrides: { path: OptionPath; value: unknown }[] = [];
  private readonly imports: Expr[];

  /**
   * @param scope the user
   * @throws `HOME_ATTACHED_TWICE` where the user has one of the profiles already; `HOME_SYSTEM_USER` where the user has
   * no home directory of its own; what a `HomeManagerProfile` throws for the same props
   */
  constructor(scope: MachineUser, id: string, props: HomeAttachmentProps = {}) {
    super(scope, id);
    this.user = scope;
    this.profiles = [...(props.profiles ?? [])];
    const refuse = refuser(this);
    if (scope.homeDirectory === '/var/empty') {
      refuse(
        'HOME_SYSTEM_USER',
        `${scope.userName} has no home directory of its own`,
        'give the user a homeDirectory, or attach the home to a normal user',
      );
    }
    const others = ((scope as Holder)[SLOT] ??= []);
    for (const profile of this.profiles) {
      if (others.some((other) => other.profiles.includes(profile))) {
        refuse(
          'HOME_ATTACHED_TWICE',
          `${scope.userName} has the profile ${profile.profileName} already`,
          'attach it once, with all that this home holds beside it',
        );
      }
      profile._attachments.push(this);
    }
    HomeManager.of(this);
    this.imports = this.profiles.map((profile) => profile.file);
    this.options = homeContent(this, props);
    if (props.options) this.addOptions(props.options);
    for (const [path, value] of Object.entries(props.override ?? {})) this.override(path, value);

    new NixModule(this, 'module')._supply(() => ({ 'home-manager': { users: { [scope.userName]: this.body() } } }));
    others.push(this);
  }

  /**
   * Add options of home-manager to this home.
   *
   * @param options options by path (`'a.b'` or nested sets), with the values they are set to
   */
  public addOptions(options: Record<string, any>): void {
    this.options = mergeOptions(this.options, options, this);
  }

  /**
   * Add options of home-manager to this home, with types: those that `cosmo import` wrote, of each option its
   * values and its documentation. Any value may be an Expr. `addOptions` is the same without types.
   *
   * @jsii ignore
   */
  public configure(options: ConfigureHome): void {
    this.addOptions(options);
  }

  /**
   * Set an option of this home in place of what the props would set.
   * @param path such as `programs.git.enable`
   * @param value plain data or an Expr
   */
  public override(path: string, value: any): void {
    this.overrides.push({ path: parseOptionPath(path, this), value });
  }

  /**
   * Add a module of home-manager, written in Nix, to this home.
   * @param source the text of the module
   * @throws where it is no Nix
   */
  public addNix(source: string): void {
    this.imports.push(Nix.raw(source));
  }

  /**
   * Import a module of home-manager into this home: an Expr such as `input.homeModule()`.
   *
   * @param module the module: an Expr, such as an output of a flake input
   */
  public importModule(module: Expr): void {
    this.imports.push(module);
  }

  /**
   * Import a hand-written module of home-manager, of the project, into this home.
   * @param path from the project's root
   */
  public importFile(path: string): void {
    this.imports.push(new Asset(this, `import-${path.replace(/[^A-Za-z0-9._-]+/g, '-')}`, { path }).file);
  }

  private content(): Record<string, any> {
    const options = mergeOptions({}, this.options, this);
    for (const { path, value } of this.overrides) setOption(options, path, value, this);
    return options;
  }

  /**
   * The home as a module. References to `config` mean the home's own, so that
   * it is a function where there are any.
   */
  private body(): unknown {
    const body = { imports: this.imports.length > 0 ? this.imports : undefined, ...this.content() };
    const free = new Set(freeVariables(Nix.value(this.content())._node).keys());
    if (!OF_THE_HOME.some((name) => free.has(name))) return body;
    return Nix.fnSet({ names: ARGUMENTS.filter((name) => free.has(name)), ellipsis: true }, body);
  }
}

const SLOT = Symbol.for('cosmo-nix.HomeAttachment');

interface Holder {
  [SLOT]?: HomeAttachment[];
}
