import { Expr } from '../nix';

/** A binary cache. */
export interface SubstituterProps {
  /** Its URL, such as `https://nix-community.cachix.org`. */
  readonly url: string;
  /**
   * The keys that its packages are signed with, as `name:base64`.
   * @default - none; only for cache.nixos.org, whose key Nix knows
   */
  readonly publicKeys?: string[];
}

/** When old generations and packages are removed: `nix.gc`. */
export interface GarbageCollectionProps {
  /**
   * When, as a calendar event of systemd.
   * @default "weekly"
   */
  readonly schedule?: string;
  /**
   * Generations older than this are removed, in days such as `30d`.
   * @default "30d"
   */
  readonly olderThan?: string;
  /**
   * Start at a random moment up to this long after the schedule, such as `45min`.
   * @default - at once
   */
  readonly randomizedDelay?: string;
  /**
   * Catch up on a run that was missed while the machine was off.
   * @default true
   */
  readonly persistent?: boolean;
}

/** Settings of Nix itself: `nix`. */
export interface NixSettingsProps {
  /**
   * Features that are not final yet.
   * @default ["nix-command", "flakes"]
   */
  readonly experimentalFeatures?: string[];
  /**
   * Users and `@groups` whose word Nix takes: they may add any path to the
   * store, and so are as good as root.
   * @default - root alone
   */
  readonly trustedUsers?: string[];
  /**
   * Users and `@groups` that may use Nix.
   * @default - everyone
   */
  readonly allowedUsers?: string[];
  /**
   * Binary caches beside cache.nixos.org.
   * @default - none
   */
  readonly substituters?: SubstituterProps[];
  /**
   * Store identical files once, at every build.
   * @default false
   */
  readonly autoOptimiseStore?: boolean;
  /**
   * How many builds run at once; 0 builds nothing here.
   * @default - as many as there are threads
   */
  readonly maxJobs?: number;
  /**
   * Threads for one build; 0 is all.
   * @default 0
   */
  readonly cores?: number;
  /**
   * Remove old generations and packages on a schedule.
   * @default - never
   */
  readonly gc?: GarbageCollectionProps;
  /**
   * Keep channels and `nix-channel`, which a flake has no use for.
   * @default - what NixOS sets (true)
   */
  readonly channels?: boolean;
  /**
   * Nix itself: an attribute path in `pkgs` such as `nixVersions.latest`, or an Expr.
   * @default - what NixOS sets
   */
  readonly package?: string | Expr;
  /**
   * Further settings of `nix.conf`, by their names there.
   * @default - none
   */
  readonly settings?: Record<string, any>;
}
