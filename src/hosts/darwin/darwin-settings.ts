import { compact, flag } from '../../app/compact';
import { Refuse } from '../../app/refuse';
import { checkInteger } from '../../app/value-checks';

/** What Caps Lock does. */
export enum CapsLock {
  /** It is Control. */
  CONTROL = 'control',
  /** It is Escape. */
  ESCAPE = 'escape',
  /** Change places with Escape. */
  SWAP_ESCAPE = 'swap-escape',
}

/** Keys that do something else: `system.keyboard`. */
export interface DarwinKeyboardProps {
  /**
   * What Caps Lock does.
   * @default - Caps Lock
   */
  readonly capsLock?: CapsLock;
  /**
   * Let the left Command and Option keys change places, as on keyboards for Windows.
   * @default false
   */
  readonly swapLeftCommandAndOption?: boolean;
  /**
   * Let the right Command and Option keys change places. From release 26.11 on.
   * @default false
   */
  readonly swapRightCommandAndOption?: boolean;
  /**
   * Let the left Control and Fn keys change places.
   * @default false
   */
  readonly swapLeftControlAndFn?: boolean;
  /**
   * Let the key beside 1 on keyboards from outside the US be a tilde.
   * @default false
   */
  readonly remapTilde?: boolean;
}

/** How sudo asks. */
export interface DarwinSudoProps {
  /**
   * Let a finger do in place of the password.
   * @default false
   */
  readonly touchId?: boolean;
  /**
   * Let an Apple Watch do in place of the password.
   * @default false
   */
  readonly appleWatch?: boolean;
  /**
   * Let both work inside of tmux and screen too, by pam_reattach.
   * @default - true where one of them is on
   */
  readonly insideTmux?: boolean;
  /**
   * Lines for the file of sudo's rules.
   * @default - none
   */
  readonly extraConfig?: string;
}

/** The SSH server of macOS ("Remote Login"). */
export interface DarwinSshProps {
  /**
   * Turn it on, or off.
   * @default - true where one of the other props is given, else it stays as it is
   */
  readonly enable?: boolean;
  /**
   * Let users in by their passwords too.
   * @default false: keys only
   */
  readonly passwordAuthentication?: boolean;
  /**
   * Further lines for `sshd_config`.
   * @default - none
   */
  readonly extraConfig?: string;
}

/** When the Mac sleeps: `power`. What is not given stays as it is. */
export interface DarwinPowerProps {
  /**
   * Minutes until the Mac sleeps; 0 is never.
   * @default - unset
   */
  readonly computerSleepMinutes?: number;
  /**
   * Minutes until the screen goes dark; 0 is never.
   * @default - unset
   */
  readonly displaySleepMinutes?: number;
  /**
   * Minutes until disks stop; 0 is never.
   * @default - unset
   */
  readonly diskSleepMinutes?: number;
  /**
   * Start again after a power failure. For Macs on a desk.
   * @default - unset
   */
  readonly restartAfterPowerFailure?: boolean;
  /**
   * Start again when macOS hangs.
   * @default - unset
   */
  readonly restartAfterFreeze?: boolean;
}

/** @internal `system.keyboard`. */
export function keyboardOptions(props: DarwinKeyboardProps): Record<string, any> | undefined {
  const keys = compact({
    remapCapsLockToControl: flag(props.capsLock === CapsLock.CONTROL),
    remapCapsLockToEscape: flag(props.capsLock === CapsLock.ESCAPE),
    swapCapsLockAndEscape: flag(props.capsLock === CapsLock.SWAP_ESCAPE),
    swapLeftCommandAndLeftAlt: flag(props.swapLeftCommandAndOption),
    swapRightCommandAndRightOption: flag(props.swapRightCommandAndOption),
    swapLeftCtrlAndFn: flag(props.swapLeftControlAndFn),
    nonUS: { remapTilde: flag(props.remapTilde) },
  });
  return Object.keys(keys).length > 0 ? { enableKeyMapping: true, ...keys } : undefined;
}

/** @internal `security` for sudo. */
export function darwinSudoOptions(props: DarwinSudoProps, refuse: Refuse): Record<string, any> {
  const unlocks = props.touchId || props.appleWatch;
  if (props.insideTmux && !unlocks) {
    refuse(
      'DARWIN_SUDO',
      'nothing that could work inside of tmux is on',
      'add touchId: true, or leave it out',
      'sudo.insideTmux',
    );
  }
  return compact({
    security: {
      pam: {
        services: {
          sudo_local: {
            touchIdAuth: flag(props.touchId),
            watchIdAuth: flag(props.appleWatch),
            reattach: flag(unlocks && (props.insideTmux ?? true)),
          },
        },
      },
      sudo: { extraConfig: props.extraConfig },
    },
  });
}

/** @internal `services.openssh`. */
export function darwinSshOptions(props: DarwinSshProps, refuse: Refuse): Record<string, any> | undefined {
  const other = props.passwordAuthentication !== undefined || props.extraConfig !== undefined;
  if (props.enable === false && other) {
    refuse('DARWIN_SSH', 'the SSH server is off', 'leave the rest of ssh out, or turn it on', 'ssh.enable');
  }
  const enable = props.enable ?? (other ? true : undefined);
  if (enable === undefined) return undefined;
  if (!enable) return { services: { openssh: { enable: false } } };
  const keysOnly = props.passwordAuthentication
    ? ''
    : 'PasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin no\n';
  const more = props.extraConfig === undefined ? '' : `${props.extraConfig.trimEnd()}\n`;
  return { services: { openssh: compact({ enable: true, extraConfig: keysOnly + more || undefined }) } };
}

/** @internal `power`. */
export function powerOptions(props: DarwinPowerProps, refuse: Refuse): Record<string, any> {
  const sleep = (key: 'computerSleepMinutes' | 'displaySleepMinutes' | 'diskSleepMinutes') => {
    checkInteger(refuse, props[key], `power.${key}`, 0);
    return props[key] === 0 ? 'never' : props[key];
  };
  return compact({
    power: {
      sleep: {
        computer: sleep('computerSleepMinutes'),
        display: sleep('displaySleepMinutes'),
        harddisk: sleep('diskSleepMinutes'),
      },
      restartAfterPowerFailure: props.restartAfterPowerFailure,
      restartAfterFreeze: props.restartAfterFreeze,
    },
  });
}
