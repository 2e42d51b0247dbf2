/** What the files of a new project are written in. */
export enum Language {
  TYPESCRIPT = 'typescript',
  JAVASCRIPT = 'javascript',
  PYTHON = 'python',
}

/** What a new project is told of its owner's machines. All of it can be changed in the files afterwards. */
export interface ProjectSettings {
  /** What the project is called: the name of its package. */
  readonly name: string;
  /** The Linux machine's name. */
  readonly host: string;
  /** The login name of its administrator. */
  readonly user: string;
  /** Public SSH keys of the user. */
  readonly keys: readonly string[];
  /** The release of NixOS, such as `26.05`, or `unstable`. */
  readonly release: string;
  /** A time zone such as `Europe/Berlin`. */
  readonly timeZone: string;
  /** The network card by which the machine goes out. */
  readonly networkCard: string;
  /** The disk that is formatted when the machine is installed. Without one the machine is there already. */
  readonly disk?: string;
  /** With a disk: ZFS on it. Without: a pool that is there already. */
  readonly zfs: boolean;
  /** Whether machines join a tailnet. */
  readonly tailscale: boolean;
  /** The version of Cosmo that the project is for. */
  readonly version: string;
}

/** Files of a new project: path to text. */
export type ProjectFiles = ReadonlyMap<string, string>;

/** A step that is left to the owner of a new project. */
export interface NextStep {
  /** What to do, in a line. */
  readonly what: string;
  /** The command that does it. */
  readonly run?: string;
}

/** What the state version of a new machine is: that of the release, or for `unstable` the last release there was. */
export function newStateVersion(release: string): string {
  return release === 'unstable' ? DEFAULT_RELEASE : release;
}

/** The state version of a new Mac, as nix-darwin counts. */
export function newDarwinStateVersion(release: string): number {
  if (release !== 'unstable' && release < '25.05') return 5;
  return release !== 'unstable' && release < '26.05' ? 6 : 7;
}

/** What an App takes where nothing is said. */
export const DEFAULT_RELEASE = '26.05';
