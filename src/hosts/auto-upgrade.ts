/** What an automatic upgrade does with the new generation. */
export enum UpgradeOperation {
  /** Start it at the next boot. What runs is left alone. */
  BOOT = 'boot',
  /** Switch to it at once. Services restart, and a desktop session may die. */
  SWITCH = 'switch',
}

/** A time of day span in which the machine may restart. */
export interface RebootWindowProps {
  /** From, as `HH:MM`. */
  readonly lower: string;
  /** Until, as `HH:MM`; may be after midnight. */
  readonly upper: string;
}

/** Automatic upgrades: `system.autoUpgrade`. */
export interface AutoUpgradeProps {
  /** The flake that the host is built from, such as `github:me/estate?dir=nix-out`. */
  readonly flake: string;
  /**
   * What is done with the new generation.
   * @default UpgradeOperation.BOOT
   */
  readonly operation?: UpgradeOperation;
  /**
   * When, as a calendar event of systemd.
   * @default "04:40"
   */
  readonly schedule?: string;
  /**
   * Start at a random moment up to this long after the schedule, so that hosts do not all load at once.
   * @default "45min"
   */
  readonly randomizedDelay?: string;
  /**
   * Catch up on a run that was missed while the machine was off.
   * @default true
   */
  readonly persistent?: boolean;
  /**
   * Restart where the new generation has another kernel, initial RAM disk or modules.
   * @default false
   */
  readonly allowReboot?: boolean;
  /**
   * Restart only in this span. For `allowReboot`.
   * @default - at any time
   */
  readonly rebootWindow?: RebootWindowProps;
  /**
   * Inputs that are updated for the build, without writing the lock file.
   * @default - none: the lock file of the flake holds
   */
  readonly updateInputs?: string[];
  /**
   * Further arguments of `nixos-rebuild`.
   * @default - none
   */
  readonly flags?: string[];
}
