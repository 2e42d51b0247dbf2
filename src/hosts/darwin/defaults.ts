import type { DarwinHost } from './darwin-host';
import { mapped } from './defaults-mapping';
import { DOCK, DockDefaultsProps } from './dock-defaults';
import { FINDER, FinderDefaultsProps } from './finder-defaults';
import { GLOBAL, GlobalDefaultsProps } from './global-defaults';
import {
  CLOCK,
  ClockDefaultsProps,
  LOGIN_WINDOW,
  LoginWindowDefaultsProps,
  MENU_BAR,
  MenuBarDefaultsProps,
  SCREEN_SAVER,
  SCREENSHOTS,
  ScreenSaverDefaultsProps,
  ScreenshotDefaultsProps,
  TRACKPAD,
  TrackpadDefaultsProps,
  WindowDefaultsProps,
  WINDOWS,
} from './other-defaults';
import { compact } from '../../app/compact';
import { mergeOptions } from '../../app/option-tree';
import { Refuse } from '../../app/refuse';

/**
 * Settings of macOS itself: `system.defaults`. What is given is written at
 * every activation for the primary user; all else stays as it was set by
 * hand. Taking a setting out again does not undo it.
 */
export interface DarwinDefaultsProps {
  /**
   * The Dock.
   * @default - unset
   */
  readonly dock?: DockDefaultsProps;
  /**
   * The Finder.
   * @default - unset
   */
  readonly finder?: FinderDefaultsProps;
  /**
   * What holds in every application.
   * @default - unset
   */
  readonly global?: GlobalDefaultsProps;
  /**
   * The trackpad.
   * @default - unset
   */
  readonly trackpad?: TrackpadDefaultsProps;
  /**
   * Pictures of the screen.
   * @default - unset
   */
  readonly screenshots?: ScreenshotDefaultsProps;
  /**
   * The screen where one logs in.
   * @default - unset
   */
  readonly loginWindow?: LoginWindowDefaultsProps;
  /**
   * The clock in the menu bar.
   * @default - unset
   */
  readonly clock?: ClockDefaultsProps;
  /**
   * What stands in the menu bar.
   * @default - unset
   */
  readonly menuBar?: MenuBarDefaultsProps;
  /**
   * The screen saver.
   * @default - unset
   */
  readonly screenSaver?: ScreenSaverDefaultsProps;
  /**
   * Windows.
   * @default - unset
   */
  readonly windows?: WindowDefaultsProps;
  /**
   * Ask before something from the internet is opened for the first time.
   * @default - unset; macOS has true
   */
  readonly quarantine?: boolean;
  /**
   * Install updates of macOS as they come.
   * @default - unset
   */
  readonly installUpdates?: boolean;
  /**
   * Any other option below `system.defaults`, by its name in nix-darwin: `{ spaces: { 'spans-displays': false } }`.
   * @default - none
   */
  readonly other?: Record<string, any>;
  /**
   * Settings that nix-darwin has no options for, of the primary user, by domain:
   * `{ 'com.apple.TextEdit': { RichText: 0 } }`. See `defaults(1)`.
   * @default - none
   */
  readonly custom?: Record<string, any>;
  /**
   * The same, for all users.
   * @default - none
   */
  readonly customForAll?: Record<string, any>;
}

/** Groups that belong to the machine and not to a user. */
const OF_THE_MACHINE = ['alf', 'loginwindow', 'smb', 'SoftwareUpdate', 'CustomSystemPreferences'];

/** @internal the options below `system.defaults`. */
export function defaultsOptions(host: DarwinHost, props: DarwinDefaultsProps, refuse: Refuse): Record<string, any> {
  const at = (group: string) => `defaults.${group}`;
  const typed = compact({
    NSGlobalDomain: mapped(props.global, GLOBAL, at('global'), refuse),
    dock: mapped(props.dock, DOCK, at('dock'), refuse),
    finder: mapped(props.finder, FINDER, at('finder'), refuse),
    trackpad: mapped(props.trackpad, TRACKPAD, at('trackpad'), refuse),
    screencapture: mapped(props.screenshots, SCREENSHOTS, at('screenshots'), refuse),
    loginwindow: mapped(props.loginWindow, LOGIN_WINDOW, at('loginWindow'), refuse),
    menuExtraClock: mapped(props.clock, CLOCK, at('clock'), refuse),
    controlcenter: mapped(props.menuBar, MENU_BAR, at('menuBar'), refuse),
    screensaver: mapped(props.screenSaver, SCREEN_SAVER, at('screenSaver'), refuse),
    WindowManager: mapped(props.windows, WINDOWS, at('windows'), refuse),
    LaunchServices: { LSQuarantine: props.quarantine },
    SoftwareUpdate: { AutomaticallyInstallMacOSUpdates: props.installUpdates },
    CustomUserPreferences: props.custom,
    CustomSystemPreferences: props.customForAll,
  });
  return props.other ? mergeOptions(typed, props.other, host) : typed;
}

/** @internal whether a group of options below `system.defaults` belongs to a user. */
export function belongsToUser(group: string): boolean {
  return !OF_THE_MACHINE.includes(group);
}
