import { compact, flag, listed } from '../../app/compact';
import { Refuse } from '../../app/refuse';

/** What Homebrew does at an activation with what it has and the estate does not name. */
export enum HomebrewCleanup {
  /** Leave it. */
  NONE = 'none',
  /** Stop the activation and name it. From release 26.05 on. */
  CHECK = 'check',
  /** Uninstall it. */
  UNINSTALL = 'uninstall',
  /** Uninstall it, and remove every file of the casks among it: their settings and their data. */
  ZAP = 'zap',
}

/** A further source of formulae and casks. */
export interface HomebrewTapProps {
  /** Its name, `owner/repository`. */
  readonly name: string;
  /**
   * Where it is cloned from.
   * @default - `https://github.com/OWNER/homebrew-REPOSITORY`
   */
  readonly url?: string;
  /**
   * Update it by itself although it is not on GitHub.
   * @default - what Homebrew has (false)
   */
  readonly forceAutoUpdate?: boolean;
}

/** A formula: a program for the command line. */
export interface HomebrewBrewProps {
  /** Its name, also `owner/repository/name`. */
  readonly name: string;
  /**
   * Flags of its installation, without their dashes: `HEAD`, `with-x`.
   * @default - none
   */
  readonly args?: string[];
  /**
   * Start its service when one logs in.
   * @default false
   */
  readonly startService?: boolean;
  /**
   * Restart its service at every activation that changes it.
   * @default false
   */
  readonly restartService?: boolean;
}

/** A cask: an application. */
export interface HomebrewCaskProps {
  /** Its name, also `owner/repository/name`. */
  readonly name: string;
  /**
   * Upgrade it although it updates itself.
   * @default - what `greedyCasks` says
   */
  readonly greedy?: boolean;
  /**
   * The folder it is put in.
   * @default - what `appDirectory` says
   */
  readonly appDirectory?: string;
}

/** Homebrew: what nix-darwin has it install. Homebrew itself must be there. */
export interface HomebrewProps {
  /**
   * Further sources, `owner/repository`.
   * @default - none
   */
  readonly taps?: (string | HomebrewTapProps)[];
  /**
   * Formulae: programs for the command line.
   * @default - none
   */
  readonly brews?: (string | HomebrewBrewProps)[];
  /**
   * Casks: applications.
   * @default - none
   */
  readonly casks?: (string | HomebrewCaskProps)[];
  /**
   * Applications of the App Store: their numbers there, by any names. Their
   * owner must be logged in there; what is taken out again is not uninstalled.
   * @default - none
   */
  readonly masApps?: Record<string, number>;
  /**
   * Extensions of Visual Studio Code, such as `ms-python.python`. From release 26.05 on.
   * @default - none
   */
  readonly vscode?: string[];
  /**
   * What happens at an activation with what is installed and not named here.
   * @default HomebrewCleanup.NONE
   */
  readonly cleanup?: HomebrewCleanup;
  /**
   * Fetch what is new at every activation. The same activation may then do something else tomorrow.
   * @default false
   */
  readonly autoUpdate?: boolean;
  /**
   * Upgrade what is installed at every activation.
   * @default false
   */
  readonly upgrade?: boolean;
  /**
   * Upgrade casks although they update themselves. From release 25.11 on.
   * @default - what Homebrew has (false)
   */
  readonly greedyCasks?: boolean;
  /**
   * The folder that casks are put in.
   * @default - what Homebrew has (`/Applications`)
   */
  readonly appDirectory?: string;
  /**
   * Have `brew bundle` by hand use the same list.
   * @default false
   */
  readonly globalBrewfile?: boolean;
}

/** @internal the options below `homebrew`. */
export function homebrewOptions(props: HomebrewProps, refuse: Refuse): Record<string, any> {
  check(props, refuse);
  const tap = (one: HomebrewTapProps) => ({
    name: one.name,
    clone_target: one.url,
    force_auto_update: one.forceAutoUpdate,
  });
  const brew = (one: HomebrewBrewProps) => ({
    name: one.name,
    args: listed(one.args),
    start_service: flag(one.startService),
    restart_service: one.restartService ? 'changed' : undefined,
  });
  const cask = (one: HomebrewCaskProps) => ({
    name: one.name,
    greedy: one.greedy,
    args: { appdir: one.appDirectory },
  });
  return compact({
    enable: true,
    taps: entries(props.taps, tap),
    brews: entries(props.brews, brew),
    casks: entries(props.casks, cask),
    masApps: props.masApps,
    vscode: listed(props.vscode),
    greedyCasks: props.greedyCasks,
    caskArgs: { appdir: props.appDirectory },
    global: { brewfile: flag(props.globalBrewfile) },
    onActivation: {
      autoUpdate: flag(props.autoUpdate),
      upgrade: flag(props.upgrade),
      cleanup: props.cleanup === HomebrewCleanup.NONE ? undefined : props.cleanup,
    },
  });
}

/** @internal taps that formulae and casks come from, and that are not among the taps. */
export function missingTaps(props: HomebrewProps): string[] {
  const taps = new Set((props.taps ?? []).map(nameOf));
  const from = [...(props.brews ?? []), ...(props.casks ?? [])].flatMap((one) => {
    const [owner, repository, name] = nameOf(one).split('/');
    return name === undefined || owner === 'homebrew' ? [] : [`${owner}/${repository}`];
  });
  return [...new Set(from)].filter((name) => !taps.has(name));
}

function entries<T extends { name: string }>(
  items: readonly (string | T)[] | undefined,
  options: (item: T) => Record<string, any>,
): any[] | undefined {
  return listed(
    items?.map((item) => {
      if (typeof item === 'string') return item;
      const all = compact(options(item));
      return Object.keys(all).length === 1 ? item.name : all;
    }),
  );
}

function nameOf(item: string | { name: string }): string {
  return typeof item === 'string' ? item : item.name;
}

const PACKAGE = /^(?:[a-z0-9][\w-]*\/[\w.-]+\/)?[a-z0-9][a-z0-9@+._-]*$/i;

function check(props: HomebrewProps, refuse: Refuse): void {
  const forms: [key: 'taps' | 'brews' | 'casks', form: RegExp, mend: string][] = [
    ['taps', /^[A-Za-z0-9][\w-]*\/[\w.-]+$/, "give owner/repository, such as 'hashicorp/tap'"],
    ['brews', PACKAGE, "give its name as brew has it, such as 'wget' or 'owner/tap/name'"],
    ['casks', PACKAGE, "give its name as brew has it, such as 'firefox' or 'owner/tap/name'"],
  ];
  for (const [key, form, mend] of forms) {
    const seen = new Set<string>();
    (props[key] ?? []).map(nameOf).forEach((name, index) => {
      const keyPath = `homebrew.${key}[${index}]`;
      if (!form.test(name)) refuse('HOMEBREW_NAME', `"${name}" is none of Homebrew's ${key}`, mend, keyPath);
      if (seen.has(name)) refuse('HOMEBREW_TWICE', `${name} is given twice`, 'leave one out', keyPath);
      seen.add(name);
    });
  }
  for (const [name, id] of Object.entries(props.masApps ?? {})) {
    if (Number.isInteger(id) && id > 0) continue;
    refuse(
      'HOMEBREW_MAS_APP',
      `${String(id)} is no application of the App Store`,
      'give the number at the end of its address there: https://apps.apple.com/app/id1475387142',
      `homebrew.masApps.${name}`,
    );
  }
  props.vscode?.forEach((name, index) => {
    if (/^[\w-]+\.[\w-]+$/.test(name)) return;
    refuse(
      'HOMEBREW_NAME',
      `"${name}" is no extension`,
      "give publisher.name: 'ms-python.python'",
      `homebrew.vscode[${index}]`,
    );
  });
}
