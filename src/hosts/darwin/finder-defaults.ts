import { coded, Mapping } from './defaults-mapping';

/** How a folder is shown. */
export enum FinderView {
  /** As icons. */
  ICONS = 'icons',
  /** As a list. */
  LIST = 'list',
  /** In columns. */
  COLUMNS = 'columns',
  /** As a gallery. */
  GALLERY = 'gallery',
}

/** Where the Finder searches first. */
export enum FinderSearchScope {
  /** The whole Mac. */
  THIS_MAC = 'this-mac',
  /** The folder that is shown. */
  CURRENT_FOLDER = 'current-folder',
  /** What was searched last. */
  PREVIOUS_SCOPE = 'previous-scope',
}

/** What a new window shows. */
export enum FinderTarget {
  /** The disks of the Mac. */
  COMPUTER = 'Computer',
  /** The disk that macOS is on. */
  OS_VOLUME = 'OS volume',
  /** The home directory. */
  HOME = 'Home',
  /** The desktop. */
  DESKTOP = 'Desktop',
  /** The documents. */
  DOCUMENTS = 'Documents',
  /** What was used last. */
  RECENTS = 'Recents',
  /** iCloud Drive. */
  ICLOUD_DRIVE = 'iCloud Drive',
}

/** The Finder: `system.defaults.finder`. What is not given stays as its owner set it by hand. */
export interface FinderDefaultsProps {
  /**
   * Show the extension of every file.
   * @default - unset; macOS has false
   */
  readonly showAllExtensions?: boolean;
  /**
   * Show hidden files.
   * @default - unset; macOS has false
   */
  readonly showAllFiles?: boolean;
  /**
   * Show the path below the files.
   * @default - unset; macOS has false
   */
  readonly showPathBar?: boolean;
  /**
   * Show the number of files and the free space below them.
   * @default - unset; macOS has false
   */
  readonly showStatusBar?: boolean;
  /**
   * Show the path in the title of a window.
   * @default - unset; macOS has false
   */
  readonly showPathInTitle?: boolean;
  /**
   * Show files on the desktop.
   * @default - unset; macOS has true
   */
  readonly desktopIcons?: boolean;
  /**
   * Show built-in disks on the desktop.
   * @default - unset; macOS has false
   */
  readonly hardDisksOnDesktop?: boolean;
  /**
   * Show external disks on the desktop.
   * @default - unset; macOS has true
   */
  readonly externalDisksOnDesktop?: boolean;
  /**
   * Show connected servers on the desktop.
   * @default - unset; macOS has false
   */
  readonly serversOnDesktop?: boolean;
  /**
   * Show removable media on the desktop.
   * @default - unset; macOS has true
   */
  readonly removableMediaOnDesktop?: boolean;
  /**
   * How a folder is shown.
   * @default - unset; macOS has icons
   */
  readonly preferredView?: FinderView;
  /**
   * Where a search begins.
   * @default - unset; macOS has the whole Mac
   */
  readonly searchScope?: FinderSearchScope;
  /**
   * What a new window shows.
   * @default - unset; macOS has recent files
   */
  readonly newWindowTarget?: FinderTarget;
  /**
   * Put folders before files.
   * @default - unset; macOS has false
   */
  readonly foldersFirst?: boolean;
  /**
   * Ask before the extension of a file is changed.
   * @default - unset; macOS has true
   */
  readonly extensionChangeWarning?: boolean;
  /**
   * Let the Finder be quit.
   * @default - unset; macOS has false
   */
  readonly quitMenuItem?: boolean;
  /**
   * Empty the bin of what has lain there for 30 days.
   * @default - unset; macOS has false
   */
  readonly removeOldTrash?: boolean;
}

/** @internal */
export const FINDER: Mapping<FinderDefaultsProps> = {
  showAllExtensions: 'AppleShowAllExtensions',
  showAllFiles: 'AppleShowAllFiles',
  showPathBar: 'ShowPathbar',
  showStatusBar: 'ShowStatusBar',
  showPathInTitle: '_FXShowPosixPathInTitle',
  desktopIcons: 'CreateDesktop',
  hardDisksOnDesktop: 'ShowHardDrivesOnDesktop',
  externalDisksOnDesktop: 'ShowExternalHardDrivesOnDesktop',
  serversOnDesktop: 'ShowMountedServersOnDesktop',
  removableMediaOnDesktop: 'ShowRemovableMediaOnDesktop',
  preferredView: coded('FXPreferredViewStyle', { icons: 'icnv', list: 'Nlsv', columns: 'clmv', gallery: 'Flwv' }),
  searchScope: coded('FXDefaultSearchScope', {
    'this-mac': 'SCev',
    'current-folder': 'SCcf',
    'previous-scope': 'SCsp',
  }),
  newWindowTarget: 'NewWindowTarget',
  foldersFirst: '_FXSortFoldersFirst',
  extensionChangeWarning: 'FXEnableExtensionChangeWarning',
  quitMenuItem: 'QuitMenuItem',
  removeOldTrash: 'FXRemoveOldTrashItems',
};
