import { IConstruct } from 'constructs';
import { compact, flag } from '../../app/compact';
import { Refuse } from '../../app/refuse';
import { checkInteger } from '../../app/value-checks';
import { gcAge, NixConfProps, nixConfOptions } from '../nix-settings';

/** When something runs, by launchd: at that time each day, or on one day a week. */
export interface DarwinScheduleProps {
  /**
   * The day of the week: 0 and 7 are Sunday, 1 is Monday.
   * @default - every day
   */
  readonly weekday?: number;
  /**
   * The hour, 0 to 23.
   * @default 3
   */
  readonly hour?: number;
  /**
   * The minute.
   * @default 15
   */
  readonly minute?: number;
}

/** When old generations and packages are removed: `nix.gc`. */
export interface DarwinGarbageCollectionProps {
  /**
   * When. A run that was missed while the Mac slept is made up for when it wakes.
   * @default - Sundays at 3:15
   */
  readonly schedule?: DarwinScheduleProps;
  /**
   * Generations older than this are removed, in days such as `30d`.
   * @default "30d"
   */
  readonly olderThan?: string;
}

/** A virtual machine on the Mac that builds for Linux: `nix.linux-builder`. */
export interface LinuxBuilderProps {
  /**
   * Begin with an empty disk at every start.
   * @default false
   */
  readonly ephemeral?: boolean;
  /**
   * How many builds run at once.
   * @default - what nix-darwin sets (1)
   */
  readonly maxJobs?: number;
  /**
   * The platforms that it builds for, such as `aarch64-linux`.
   * @default - Linux on the Mac's own processor
   */
  readonly systems?: string[];
}

/** Nix on a Mac: `nix`. */
export interface DarwinNixProps extends NixConfProps {
  /**
   * Let nix-darwin keep Nix. False where something else does, as Determinate
   * Nix: then nothing else can be set here.
   * @default true
   */
  readonly enable?: boolean;
  /**
   * Remove old generations and packages on a schedule.
   * @default - never
   */
  readonly gc?: DarwinGarbageCollectionProps;
  /**
   * Store identical files once, on a schedule; `{}` for Sundays at 3:15.
   * `auto-optimise-store`, which does it at every build, damages the store on macOS.
   * @default - never
   */
  readonly optimise?: DarwinScheduleProps;
  /**
   * A virtual machine that builds for Linux; `{}` for the defaults.
   * @default - none
   */
  readonly linuxBuilder?: LinuxBuilderProps;
}

const SUNDAY_NIGHT: DarwinScheduleProps = { weekday: 7, hour: 3, minute: 15 };

/** @internal the options below `nix`. */
export function darwinNixOptions(construct: IConstruct, props: DarwinNixProps, refuse: Refuse): Record<string, any> {
  if (props.enable === false) {
    const [other] = Object.entries(props).filter(([key, value]) => key !== 'enable' && value !== undefined);
    if (other) {
      refuse(
        'DARWIN_NIX_UNMANAGED',
        `nix.${other[0]} is given, and nix-darwin does not keep Nix on ${construct.node.id}`,
        'leave it out and set it where Nix is kept (Determinate Nix: /etc/nix/nix.custom.conf), or leave out enable: false',
        `nix.${other[0]}`,
      );
    }
    return { nix: { enable: false } };
  }
  if (props.settings?.['auto-optimise-store']) {
    refuse(
      'DARWIN_NIX_OPTIMISE',
      'auto-optimise-store damages the Nix store on macOS',
      'use nix: { optimise: {} }, which does the same at night',
      'nix.settings.auto-optimise-store',
    );
  }
  checkInteger(refuse, props.linuxBuilder?.maxJobs, 'nix.linuxBuilder.maxJobs', 1);
  const { gc, optimise, linuxBuilder } = props;
  return compact({
    nix: {
      gc: gc && {
        automatic: true,
        interval: interval(gc.schedule ?? SUNDAY_NIGHT, 'nix.gc.schedule', refuse),
        options: gcAge(gc.olderThan, refuse),
      },
      optimise: optimise && {
        automatic: true,
        interval: Object.keys(optimise).length > 0 ? interval(optimise, 'nix.optimise', refuse) : undefined,
      },
      'linux-builder': linuxBuilder && {
        enable: true,
        ephemeral: flag(linuxBuilder.ephemeral),
        maxJobs: linuxBuilder.maxJobs,
        systems: linuxBuilder.systems,
      },
      ...nixConfOptions(construct, props, refuse),
    },
  });
}

function interval(schedule: DarwinScheduleProps, keyPath: string, refuse: Refuse): Record<string, any>[] {
  checkInteger(refuse, schedule.weekday, `${keyPath}.weekday`, 0, 7);
  checkInteger(refuse, schedule.hour, `${keyPath}.hour`, 0, 23);
  checkInteger(refuse, schedule.minute, `${keyPath}.minute`, 0, 59);
  return [compact({ Weekday: schedule.weekday, Hour: schedule.hour ?? 3, Minute: schedule.minute ?? 15 })];
}
