import { compact, flag, listed } from '../app/compact';
import { Refuse } from '../app/refuse';

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
   * Further arguments of `nixos-rebuild`.
   * @default - none
   */
  readonly flags?: string[];
}

/** @internal `system.autoUpgrade`. */
export function autoUpgradeOptions(props: AutoUpgradeProps, refuse: Refuse): Record<string, any> {
  if (!/^([a-z][a-z0-9+]*:\S+|\/\S+)$/.test(props.flake)) {
    refuse(
      'AUTO_UPGRADE_FLAKE',
      `"${props.flake}" is no flake that the machine could find`,
      "give a reference such as 'github:owner/repo?dir=nix-out', or an absolute path on the machine",
      'autoUpgrade.flake',
    );
  }
  const window = props.rebootWindow;
  if (window && !props.allowReboot) {
    refuse(
      'AUTO_UPGRADE_REBOOT',
      'a span for restarts is given, but restarts are not allowed',
      'add allowReboot: true, or leave rebootWindow out',
      'autoUpgrade.rebootWindow',
    );
  }
  for (const [key, time] of Object.entries(window ?? {})) {
    if (/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) continue;
    refuse(
      'AUTO_UPGRADE_TIME',
      `"${time}" is no time of day`,
      "give hours and minutes: '03:30'",
      `autoUpgrade.rebootWindow.${key}`,
    );
  }
  const operation = props.operation ?? UpgradeOperation.BOOT;
  return {
    system: {
      autoUpgrade: compact({
        enable: true,
        flake: props.flake,
        operation,
        flags: listed(props.flags),
        dates: props.schedule ?? '04:40',
        randomizedDelaySec: props.randomizedDelay ?? '45min',
        persistent: props.persistent === false ? false : undefined,
        allowReboot: flag(props.allowReboot),
        rebootWindow: window ? { lower: window.lower, upper: window.upper } : undefined,
      }),
    },
  };
}
