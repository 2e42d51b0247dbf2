import { coded, float, integer, Mapping } from './defaults-mapping';

/** At which edge of the screen the Dock stands. */
export enum DockPosition {
  /** At the bottom. */
  BOTTOM = 'bottom',
  /** At the left. */
  LEFT = 'left',
  /** At the right. */
  RIGHT = 'right',
}

/** How windows go into the Dock. */
export enum MinimizeEffect {
  /** As a genie goes into its bottle. */
  GENIE = 'genie',
  /** It shrinks. */
  SCALE = 'scale',
  /** It is sucked in: macOS shows this effect nowhere in its settings. */
  SUCK = 'suck',
}

/** What happens when the pointer goes to a corner of the screen. */
export enum HotCorner {
  /** Nothing. */
  DISABLED = 'disabled',
  /** Mission Control. */
  MISSION_CONTROL = 'mission-control',
  /** The windows of the application in front. */
  APPLICATION_WINDOWS = 'application-windows',
  /** The desktop. */
  DESKTOP = 'desktop',
  /** The screen saver starts. */
  START_SCREEN_SAVER = 'start-screen-saver',
  /** The screen saver stays off. */
  DISABLE_SCREEN_SAVER = 'disable-screen-saver',
  /** The display sleeps. */
  DISPLAY_SLEEP = 'display-sleep',
  /** Launchpad. */
  LAUNCHPAD = 'launchpad',
  /** The notification centre. */
  NOTIFICATION_CENTER = 'notification-center',
  /** The screen is locked. */
  LOCK_SCREEN = 'lock-screen',
  /** A quick note. */
  QUICK_NOTE = 'quick-note',
}

/** The Dock: `system.defaults.dock`. What is not given stays as its owner set it by hand. */
export interface DockDefaultsProps {
  /**
   * Hide it until the pointer comes to its edge.
   * @default - unset; macOS has false
   */
  readonly autohide?: boolean;
  /**
   * Seconds before a hidden Dock shows itself.
   * @default - unset; macOS has 0.24
   */
  readonly autohideDelaySeconds?: number;
  /**
   * Seconds that it takes to show itself.
   * @default - unset; macOS has 1
   */
  readonly autohideAnimationSeconds?: number;
  /**
   * At which edge of the screen it stands.
   * @default - unset; macOS has the bottom
   */
  readonly position?: DockPosition;
  /**
   * Size of its icons in points, 16 to 128.
   * @default - unset; macOS has 64
   */
  readonly tileSize?: number;
  /**
   * Enlarge icons below the pointer.
   * @default - unset; macOS has false
   */
  readonly magnification?: boolean;
  /**
   * Size of an enlarged icon in points, 16 to 128.
   * @default - unset
   */
  readonly magnifiedSize?: number;
  /**
   * How windows go into it.
   * @default - unset; macOS has the genie
   */
  readonly minimizeEffect?: MinimizeEffect;
  /**
   * Put windows into the icon of their application.
   * @default - unset; macOS has false
   */
  readonly minimizeToApplication?: boolean;
  /**
   * Show applications that were used lately.
   * @default - unset; macOS has true
   */
  readonly showRecents?: boolean;
  /**
   * Mark applications that run.
   * @default - unset; macOS has true
   */
  readonly showProcessIndicators?: boolean;
  /**
   * Make icons of hidden applications translucent.
   * @default - unset; macOS has false
   */
  readonly showHidden?: boolean;
  /**
   * Animate applications that start.
   * @default - unset; macOS has true
   */
  readonly launchAnimation?: boolean;
  /**
   * Show running applications alone.
   * @default - unset; macOS has false
   */
  readonly staticOnly?: boolean;
  /**
   * Let macOS put the spaces in the order in which they were used.
   * @default - unset; macOS has true
   */
  readonly rearrangeSpaces?: boolean;
  /**
   * Group windows by application in Mission Control.
   * @default - unset; macOS has false
   */
  readonly groupWindowsByApplication?: boolean;
  /**
   * Show the application switcher on every screen.
   * @default - unset; macOS has false
   */
  readonly appSwitcherOnAllDisplays?: boolean;
  /**
   * The applications in it, by their paths: `/Applications/Safari.app`. They are all that it keeps.
   * @default - unset: they stay as they are
   */
  readonly persistentApps?: string[];
  /**
   * The files and folders in it, by their paths.
   * @default - unset: they stay as they are
   */
  readonly persistentOthers?: string[];
  /**
   * The top left corner of the screen.
   * @default - unset
   */
  readonly topLeftCorner?: HotCorner;
  /**
   * The top right corner of the screen.
   * @default - unset
   */
  readonly topRightCorner?: HotCorner;
  /**
   * The bottom left corner of the screen.
   * @default - unset
   */
  readonly bottomLeftCorner?: HotCorner;
  /**
   * The bottom right corner of the screen.
   * @default - unset
   */
  readonly bottomRightCorner?: HotCorner;
}

const CORNERS: Record<HotCorner, number> = {
  [HotCorner.DISABLED]: 1,
  [HotCorner.MISSION_CONTROL]: 2,
  [HotCorner.APPLICATION_WINDOWS]: 3,
  [HotCorner.DESKTOP]: 4,
  [HotCorner.START_SCREEN_SAVER]: 5,
  [HotCorner.DISABLE_SCREEN_SAVER]: 6,
  [HotCorner.DISPLAY_SLEEP]: 10,
  [HotCorner.LAUNCHPAD]: 11,
  [HotCorner.NOTIFICATION_CENTER]: 12,
  [HotCorner.LOCK_SCREEN]: 13,
  [HotCorner.QUICK_NOTE]: 14,
};

/** @internal */
export const DOCK: Mapping<DockDefaultsProps> = {
  autohide: 'autohide',
  autohideDelaySeconds: float('autohide-delay', 0, 60),
  autohideAnimationSeconds: float('autohide-time-modifier', 0, 60),
  position: 'orientation',
  tileSize: integer('tilesize', 16, 128),
  magnification: 'magnification',
  magnifiedSize: integer('largesize', 16, 128),
  minimizeEffect: 'mineffect',
  minimizeToApplication: 'minimize-to-application',
  showRecents: 'show-recents',
  showProcessIndicators: 'show-process-indicators',
  showHidden: 'showhidden',
  launchAnimation: 'launchanim',
  staticOnly: 'static-only',
  rearrangeSpaces: 'mru-spaces',
  groupWindowsByApplication: 'expose-group-apps',
  appSwitcherOnAllDisplays: 'appswitcher-all-displays',
  persistentApps: (paths: string[], refuse, keyPath) => {
    paths.forEach((path, index) => {
      if (/^\/.+\.app\/?$/.test(path)) return;
      refuse(
        'DOCK_APP',
        `"${path}" is no application`,
        "give its path: '/Applications/Safari.app'",
        `${keyPath}[${index}]`,
      );
    });
    return { 'persistent-apps': paths };
  },
  persistentOthers: 'persistent-others',
  topLeftCorner: coded('wvous-tl-corner', CORNERS),
  topRightCorner: coded('wvous-tr-corner', CORNERS),
  bottomLeftCorner: coded('wvous-bl-corner', CORNERS),
  bottomRightCorner: coded('wvous-br-corner', CORNERS),
};
