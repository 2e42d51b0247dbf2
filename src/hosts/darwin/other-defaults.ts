import { coded, integer, Mapping } from './defaults-mapping';

/** The trackpad: `system.defaults.trackpad`. What is not given stays as its owner set it by hand. */
export interface TrackpadDefaultsProps {
  /**
   * Click by a tap.
   * @default - unset; macOS has false
   */
  readonly tapToClick?: boolean;
  /**
   * Drag by a tap and a move.
   * @default - unset; macOS has false
   */
  readonly tapToDrag?: boolean;
  /**
   * Click with two fingers for the context menu.
   * @default - unset
   */
  readonly secondaryClick?: boolean;
  /**
   * Drag with three fingers.
   * @default - unset; macOS has false
   */
  readonly threeFingerDrag?: boolean;
  /**
   * Click without a sound.
   * @default - unset; macOS has false
   */
  readonly silentClicking?: boolean;
  /**
   * How hard one must press: 0 lightly, 1, or 2 firmly.
   * @default - unset; macOS has 1
   */
  readonly clickFirmness?: number;
}

/** In which format pictures of the screen are saved. */
export enum ScreenshotFormat {
  /** PNG. */
  PNG = 'png',
  /** JPEG. */
  JPG = 'jpg',
  /** HEIC. */
  HEIC = 'heic',
  /** GIF. */
  GIF = 'gif',
  /** TIFF. */
  TIFF = 'tiff',
  /** PDF. */
  PDF = 'pdf',
}

/** Pictures of the screen: `system.defaults.screencapture`. */
export interface ScreenshotDefaultsProps {
  /**
   * The folder they are saved in; `~` is the home.
   * @default - unset; macOS has the desktop
   */
  readonly location?: string;
  /**
   * Their format.
   * @default - unset; macOS has PNG
   */
  readonly format?: ScreenshotFormat;
  /**
   * Show the shadow around a window.
   * @default - unset; macOS has true
   */
  readonly shadow?: boolean;
  /**
   * Show a small picture first, which can be worked on.
   * @default - unset; macOS has true
   */
  readonly thumbnail?: boolean;
}

/** The screen where one logs in: `system.defaults.loginwindow`. */
export interface LoginWindowDefaultsProps {
  /**
   * Let guests in.
   * @default - unset; macOS has false
   */
  readonly guest?: boolean;
  /**
   * A text on it.
   * @default - unset
   */
  readonly text?: string;
  /**
   * Ask for a name and a password, in place of showing the users.
   * @default - unset; macOS has false
   */
  readonly askForName?: boolean;
  /**
   * Let nobody get to a text console by the name `>console`.
   * @default - unset; macOS has false
   */
  readonly disableConsole?: boolean;
  /**
   * A user who is logged in without being asked. Not possible with FileVault.
   * @default - unset: nobody
   */
  readonly autoLoginUser?: string;
}

/** The clock in the menu bar: `system.defaults.menuExtraClock`. */
export interface ClockDefaultsProps {
  /**
   * 24 hours in place of twice 12.
   * @default - unset: as the region has it
   */
  readonly show24Hour?: boolean;
  /**
   * Show seconds.
   * @default - unset; macOS has false
   */
  readonly showSeconds?: boolean;
  /**
   * Show the day of the week.
   * @default - unset
   */
  readonly showDayOfWeek?: boolean;
  /**
   * Show the date; true for always, false for never.
   * @default - unset; macOS shows it where there is room
   */
  readonly showDate?: boolean;
  /**
   * A clock with hands.
   * @default - unset; macOS has false
   */
  readonly analog?: boolean;
}

/** What stands in the menu bar: `system.defaults.controlcenter`. */
export interface MenuBarDefaultsProps {
  /**
   * The battery's charge in percent.
   * @default - unset; macOS has false
   */
  readonly batteryPercentage?: boolean;
  /**
   * The volume.
   * @default - unset
   */
  readonly sound?: boolean;
  /**
   * Bluetooth.
   * @default - unset
   */
  readonly bluetooth?: boolean;
  /**
   * AirDrop.
   * @default - unset
   */
  readonly airDrop?: boolean;
  /**
   * The screen's brightness.
   * @default - unset
   */
  readonly display?: boolean;
  /**
   * What is being played.
   * @default - unset
   */
  readonly nowPlaying?: boolean;
}

/** The screen saver: `system.defaults.screensaver`. */
export interface ScreenSaverDefaultsProps {
  /**
   * Ask for the password when it ends.
   * @default - unset
   */
  readonly askForPassword?: boolean;
  /**
   * Seconds for which it ends without a password.
   * @default - unset
   */
  readonly askForPasswordDelaySeconds?: number;
}

/** Windows: `system.defaults.WindowManager`. */
export interface WindowDefaultsProps {
  /**
   * The Stage Manager.
   * @default - unset; macOS has false
   */
  readonly stageManager?: boolean;
  /**
   * Show the desktop on a click on the wallpaper, also without the Stage Manager.
   * @default - unset; macOS has true
   */
  readonly clickShowsDesktop?: boolean;
  /**
   * Tile windows that are dragged to an edge of the screen.
   * @default - unset; macOS has true
   */
  readonly tileByEdgeDrag?: boolean;
  /**
   * Leave margins between tiled windows.
   * @default - unset; macOS has true
   */
  readonly tiledWindowMargins?: boolean;
}

/** @internal */
export const TRACKPAD: Mapping<TrackpadDefaultsProps> = {
  tapToClick: 'Clicking',
  tapToDrag: 'Dragging',
  secondaryClick: 'TrackpadRightClick',
  threeFingerDrag: 'TrackpadThreeFingerDrag',
  silentClicking: coded('ActuationStrength', { true: 0, false: 1 }),
  clickFirmness: integer('FirstClickThreshold', 0, 2),
};

/** @internal */
export const SCREENSHOTS: Mapping<ScreenshotDefaultsProps> = {
  location: 'location',
  format: 'type',
  shadow: (value: boolean) => ({ 'disable-shadow': !value }),
  thumbnail: 'show-thumbnail',
};

/** @internal */
export const LOGIN_WINDOW: Mapping<LoginWindowDefaultsProps> = {
  guest: 'GuestEnabled',
  text: 'LoginwindowText',
  askForName: 'SHOWFULLNAME',
  disableConsole: 'DisableConsoleAccess',
  autoLoginUser: 'autoLoginUser',
};

/** @internal */
export const CLOCK: Mapping<ClockDefaultsProps> = {
  show24Hour: 'Show24Hour',
  showSeconds: 'ShowSeconds',
  showDayOfWeek: 'ShowDayOfWeek',
  showDate: coded('ShowDate', { true: 1, false: 2 }),
  analog: 'IsAnalog',
};

/** @internal */
export const MENU_BAR: Mapping<MenuBarDefaultsProps> = {
  batteryPercentage: 'BatteryShowPercentage',
  sound: 'Sound',
  bluetooth: 'Bluetooth',
  airDrop: 'AirDrop',
  display: 'Display',
  nowPlaying: 'NowPlaying',
};

/** @internal */
export const SCREEN_SAVER: Mapping<ScreenSaverDefaultsProps> = {
  askForPassword: 'askForPassword',
  askForPasswordDelaySeconds: integer('askForPasswordDelay', 0),
};

/** @internal */
export const WINDOWS: Mapping<WindowDefaultsProps> = {
  stageManager: 'GloballyEnabled',
  clickShowsDesktop: 'EnableStandardClickToShowDesktop',
  tileByEdgeDrag: 'EnableTilingByEdgeDrag',
  tiledWindowMargins: 'EnableTiledWindowMargins',
};
