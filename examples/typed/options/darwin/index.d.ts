// Options of darwin, from catalogues/nix-darwin.json. Written by `cosmo import`: import again, do not edit.
import type { Value, List, Attrs, Package, Expr } from '../value.js';

export interface DarwinOptions {
  /**
   * Not in the manual: for modules that build on others.
   *
   * Type: list of anything
   */
  assertions?: Value<List<any>>;
  environment?: Value<Environment>;
  homebrew?: Value<Homebrew>;
  networking?: Value<Networking>;
  nix?: Value<Nix>;
  nixpkgs?: Value<Nixpkgs>;
  security?: Value<Security>;
  system?: Value<System>;
  users?: Value<Users>;
  /** Not in the manual: for modules that build on others. */
  warnings?: Value<List<string>>;
}

export interface Environment {
  /** Type: list of (package or absolute path) */
  shells?: Value<List<Package | string>>;
  systemPackages?: Value<List<Package>>;
}

export interface Homebrew {
  autoUpdate?: Value<Attrs<any>>;
  /** Type: unspecified value */
  brewPrefix?: any;
  /** Type: list of ((submodule) or string convertible to it) */
  brews?: Value<List<HomebrewBrewsItem | string>>;
  cargoPackages?: Value<List<string>>;
  caskArgs?: Value<HomebrewCaskArgs>;
  /** Type: list of ((submodule) or string convertible to it) */
  casks?: Value<List<HomebrewCasksItem | string>>;
  cleanup?: Value<Attrs<any>>;
  enable?: Value<boolean>;
  enableBashIntegration?: Value<boolean>;
  enableFishIntegration?: Value<boolean>;
  enableZshIntegration?: Value<boolean>;
  /** Type: strings concatenated with "\n" */
  extraConfig?: Value<string>;
  global?: Value<HomebrewGlobal>;
  goPackages?: Value<List<string>>;
  greedyCasks?: Value<boolean | null>;
  /** Type: attribute set of (positive integer, meaning >0) */
  masApps?: Value<Attrs<number>>;
  onActivation?: Value<HomebrewOnActivation>;
  prefix?: Value<string>;
  /** Type: list of ((submodule) or string convertible to it) */
  taps?: Value<List<HomebrewTapsItem | string>>;
  user?: Value<string>;
  vscode?: Value<List<string>>;
  /** Type: unspecified value */
  whalebrews?: any;
}

export interface HomebrewBrewsItem {
  /** Type: null or (list of string) */
  args?: Value<List<string> | null>;
  /** Type: null or (list of string) */
  conflicts_with?: Value<List<string> | null>;
  /** Type: null or boolean or value "overwrite" (singular enum) */
  link?: Value<boolean | "overwrite" | null>;
  name?: Value<string>;
  postinstall?: Value<string | null>;
  /** Type: null or boolean or one of "changed", "always" */
  restart_service?: Value<boolean | "changed" | "always" | null>;
  start_service?: Value<boolean | null>;
  trusted?: Value<boolean>;
}

export interface HomebrewCaskArgs {
  appdir?: Value<string | null>;
  audio_unit_plugindir?: Value<string | null>;
  colorpickerdir?: Value<string | null>;
  dictionarydir?: Value<string | null>;
  fontdir?: Value<string | null>;
  ignore_dependencies?: Value<boolean | null>;
  input_methoddir?: Value<string | null>;
  internet_plugindir?: Value<string | null>;
  language?: Value<string | null>;
  mdimporterdir?: Value<string | null>;
  no_binaries?: Value<boolean | null>;
  no_quarantine?: Value<boolean | null>;
  prefpanedir?: Value<string | null>;
  qlplugindir?: Value<string | null>;
  require_sha?: Value<boolean | null>;
  screen_saverdir?: Value<string | null>;
  servicedir?: Value<string | null>;
  vst3_plugindir?: Value<string | null>;
  vst_plugindir?: Value<string | null>;
}

export interface HomebrewCasksItem {
  args?: Value<Attrs<any> | null>;
  greedy?: Value<boolean | null>;
  name?: Value<string>;
  postinstall?: Value<string | null>;
  trusted?: Value<boolean>;
}

export interface HomebrewGlobal {
  autoUpdate?: Value<boolean>;
  brewfile?: Value<boolean>;
  /** Type: unspecified value */
  lockfiles?: any;
  /** Type: unspecified value */
  noLock?: any;
}

export interface HomebrewOnActivation {
  autoUpdate?: Value<boolean>;
  cleanup?: Value<"none" | "check" | "uninstall" | "zap">;
  extraEnv?: Value<Attrs<string>>;
  extraFlags?: Value<List<string>>;
  upgrade?: Value<boolean>;
}

export interface HomebrewTapsItem {
  clone_target?: Value<string | null>;
  force_auto_update?: Value<boolean | null>;
  name?: Value<string>;
  trusted?: Value<boolean>;
}

export interface Networking {
  computerName?: Value<string | null>;
  /** Type: null or string matching the pattern ^(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\-]*[a-zA-Z0-9])\.)*([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9\-]*[A-Za-z0-9])$ */
  hostName?: Value<string | null>;
  /** Type: null or string matching the pattern ^(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\-]*[a-zA-Z0-9])\.)*([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9\-]*[A-Za-z0-9])$ */
  localHostName?: Value<string | null>;
}

export interface Nix {
  enable?: Value<boolean>;
  /** Type: open submodule of attribute set of (Nix config atom (null, bool, int, float, str, path or package) or list of (Nix config atom (null, bool, int, float, str, path or package))) */
  settings?: Value<NixSettings>;
}

export interface NixSettings {
  "allowed-users"?: Value<List<string>>;
  "auto-optimise-store"?: Value<boolean>;
  /** Type: signed integer */
  cores?: Value<number>;
  "extra-sandbox-paths"?: Value<List<string>>;
  /** Type: signed integer or value "auto" (singular enum) */
  "max-jobs"?: Value<number | "auto">;
  "require-sigs"?: Value<boolean>;
  /** Type: boolean or value "relaxed" (singular enum) */
  sandbox?: Value<boolean | "relaxed">;
  substituters?: Value<List<string>>;
  "trusted-public-keys"?: Value<List<string>>;
  "trusted-substituters"?: Value<List<string>>;
  "trusted-users"?: Value<List<string>>;
  [name: string]: any;
}

export interface Nixpkgs {
  /** Type: string or (attribute set) */
  buildPlatform?: Value<string | Attrs<any>>;
  /** Type: nixpkgs config */
  config?: Value<Attrs<any>>;
  flake?: Value<NixpkgsFlake>;
  /** Type: string or (attribute set) */
  hostPlatform?: Value<string | Attrs<any>>;
  /** Type: list of (nixpkgs overlay) */
  overlays?: Value<List<Expr>>;
  /** Type: An evaluation of Nixpkgs; the top level attribute set of packages */
  pkgs?: Value<Expr>;
  /** Type: absolute path */
  source?: Value<string>;
  system?: Value<string>;
}

export interface NixpkgsFlake {
  setFlakeRegistry?: Value<boolean>;
  setNixPath?: Value<boolean>;
  /** Type: null or string or absolute path */
  source?: Value<string | null>;
}

export interface Security {
  pam?: Value<SecurityPam>;
}

export interface SecurityPam {
  /** Type: unspecified value */
  enableSudoTouchIdAuth?: any;
  services?: Value<SecurityPamServices>;
}

export interface SecurityPamServices {
  sudo_local?: Value<SecurityPamServicesSudoLocal>;
}

export interface SecurityPamServicesSudoLocal {
  enable?: Value<boolean>;
  reattach?: Value<boolean>;
  /** Type: strings concatenated with "\n" */
  text?: Value<string>;
  touchIdAuth?: Value<boolean>;
  watchIdAuth?: Value<boolean>;
}

export interface System {
  /** Not in the manual: for modules that build on others. */
  build?: any;
  checks?: Value<SystemChecks>;
  defaults?: Value<SystemDefaults>;
  /** Not in the manual: for modules that build on others. */
  path?: any;
  primaryUser?: Value<string | null>;
  /** Type: integer between 1 and 7 (both inclusive) */
  stateVersion?: Value<number>;
}

export interface SystemChecks {
  /** Not in the manual: for modules that build on others. */
  text?: any;
}

export interface SystemDefaults {
  NSGlobalDomain?: Value<SystemDefaultsNSGlobalDomain>;
  dock?: Value<SystemDefaultsDock>;
}

export interface SystemDefaultsNSGlobalDomain {
  AppleEnableMouseSwipeNavigateWithScrolls?: Value<boolean | null>;
  AppleEnableSwipeNavigateWithScrolls?: Value<boolean | null>;
  AppleFontSmoothing?: Value<0 | 1 | 2 | null>;
  AppleICUForce24HourTime?: Value<boolean | null>;
  AppleIconAppearanceTheme?: Value<"RegularDark" | "RegularAutomatic" | "ClearLight" | "ClearDark" | "ClearAutomatic" | "TintedLight" | "TintedDark" | "TintedAutomatic" | null>;
  /** Type: null or value "Dark" (singular enum) */
  AppleInterfaceStyle?: Value<"Dark" | null>;
  AppleInterfaceStyleSwitchesAutomatically?: Value<boolean | null>;
  AppleKeyboardUIMode?: Value<0 | 2 | 3 | null>;
  AppleMeasurementUnits?: Value<"Centimeters" | "Inches" | null>;
  AppleMetricUnits?: Value<0 | 1 | null>;
  ApplePressAndHoldEnabled?: Value<boolean | null>;
  AppleScrollerPagingBehavior?: Value<boolean | null>;
  AppleShowAllExtensions?: Value<boolean | null>;
  AppleShowAllFiles?: Value<boolean | null>;
  AppleShowScrollBars?: Value<"WhenScrolling" | "Automatic" | "Always" | null>;
  AppleSpacesSwitchOnActivate?: Value<boolean | null>;
  AppleTemperatureUnit?: Value<"Celsius" | "Fahrenheit" | null>;
  AppleWindowTabbingMode?: Value<"manual" | "always" | "fullscreen" | null>;
  /** Type: null or signed integer */
  InitialKeyRepeat?: Value<number | null>;
  /** Type: null or signed integer */
  KeyRepeat?: Value<number | null>;
  NSAutomaticCapitalizationEnabled?: Value<boolean | null>;
  NSAutomaticDashSubstitutionEnabled?: Value<boolean | null>;
  NSAutomaticInlinePredictionEnabled?: Value<boolean | null>;
  NSAutomaticPeriodSubstitutionEnabled?: Value<boolean | null>;
  NSAutomaticQuoteSubstitutionEnabled?: Value<boolean | null>;
  NSAutomaticSpellingCorrectionEnabled?: Value<boolean | null>;
  NSAutomaticWindowAnimationsEnabled?: Value<boolean | null>;
  NSDisableAutomaticTermination?: Value<boolean | null>;
  NSDocumentSaveNewDocumentsToCloud?: Value<boolean | null>;
  NSNavPanelExpandedStateForSaveMode?: Value<boolean | null>;
  NSNavPanelExpandedStateForSaveMode2?: Value<boolean | null>;
  NSScrollAnimationEnabled?: Value<boolean | null>;
  /** Type: null or signed integer */
  NSStatusItemSelectionPadding?: Value<number | null>;
  /** Type: null or signed integer */
  NSStatusItemSpacing?: Value<number | null>;
  NSTableViewDefaultSizeMode?: Value<1 | 2 | 3 | null>;
  NSTextShowsControlCharacters?: Value<boolean | null>;
  NSUseAnimatedFocusRing?: Value<boolean | null>;
  /** Type: null or floating point number */
  NSWindowResizeTime?: Value<number | null>;
  NSWindowShouldDragOnGesture?: Value<boolean | null>;
  PMPrintingExpandedStateForPrint?: Value<boolean | null>;
  PMPrintingExpandedStateForPrint2?: Value<boolean | null>;
  _HIHideMenuBar?: Value<boolean | null>;
  "com.apple.keyboard.fnState"?: Value<boolean | null>;
  /** Type: null or value 1 (singular enum) */
  "com.apple.mouse.tapBehavior"?: Value<1 | null>;
  /** Type: null or signed integer */
  "com.apple.sound.beep.feedback"?: Value<number | null>;
  /** Type: null or floating point number */
  "com.apple.sound.beep.volume"?: Value<number | null>;
  /** Type: null or floating point number */
  "com.apple.springing.delay"?: Value<number | null>;
  "com.apple.springing.enabled"?: Value<boolean | null>;
  "com.apple.swipescrolldirection"?: Value<boolean | null>;
  "com.apple.trackpad.enableSecondaryClick"?: Value<boolean | null>;
  "com.apple.trackpad.forceClick"?: Value<boolean | null>;
  /** Type: null or floating point number */
  "com.apple.trackpad.scaling"?: Value<number | null>;
  /** Type: null or value 1 (singular enum) */
  "com.apple.trackpad.trackpadCornerClickBehavior"?: Value<1 | null>;
}

export interface SystemDefaultsDock {
  "appswitcher-all-displays"?: Value<boolean | null>;
  autohide?: Value<boolean | null>;
  /** Type: null or floating point number */
  "autohide-delay"?: Value<number | null>;
  /** Type: null or floating point number */
  "autohide-time-modifier"?: Value<number | null>;
  "dashboard-in-overlay"?: Value<boolean | null>;
  "enable-spring-load-actions-on-all-items"?: Value<boolean | null>;
  /** Type: null or floating point number */
  "expose-animation-duration"?: Value<number | null>;
  "expose-group-apps"?: Value<boolean | null>;
  "expose-group-by-app"?: Value<boolean | null>;
  /** Type: null or integer between 16 and 128 (both inclusive) */
  largesize?: Value<number | null>;
  launchanim?: Value<boolean | null>;
  magnification?: Value<boolean | null>;
  mineffect?: Value<"genie" | "suck" | "scale" | null>;
  "minimize-to-application"?: Value<boolean | null>;
  "mouse-over-hilite-stack"?: Value<boolean | null>;
  "mru-spaces"?: Value<boolean | null>;
  orientation?: Value<"bottom" | "left" | "right" | null>;
  /** Type: null or (list of (attribute-tagged union with choices: app, file, folder, spacer or (string or absolute path) convertible to it)) */
  "persistent-apps"?: Value<List<SystemDefaultsDockPersistentAppsItem | string> | null>;
  /** Type: null or (list of (attribute-tagged union with choices: file, folder or (string or absolute path) convertible to it)) */
  "persistent-others"?: Value<List<SystemDefaultsDockPersistentOthersItem | string> | null>;
  "scroll-to-open"?: Value<boolean | null>;
  "show-process-indicators"?: Value<boolean | null>;
  "show-recents"?: Value<boolean | null>;
  showAppExposeGestureEnabled?: Value<boolean | null>;
  showDesktopGestureEnabled?: Value<boolean | null>;
  showLaunchpadGestureEnabled?: Value<boolean | null>;
  showMissionControlGestureEnabled?: Value<boolean | null>;
  showhidden?: Value<boolean | null>;
  "slow-motion-allowed"?: Value<boolean | null>;
  "static-only"?: Value<boolean | null>;
  /** Type: null or signed integer */
  tilesize?: Value<number | null>;
  /** Type: null or (positive integer, meaning >0) */
  "wvous-bl-corner"?: Value<number | null>;
  /** Type: null or (positive integer, meaning >0) */
  "wvous-br-corner"?: Value<number | null>;
  /** Type: null or (positive integer, meaning >0) */
  "wvous-tl-corner"?: Value<number | null>;
  /** Type: null or (positive integer, meaning >0) */
  "wvous-tr-corner"?: Value<number | null>;
}

export interface SystemDefaultsDockPersistentAppsItem {
  app?: Value<string>;
  file?: Value<string>;
  folder?: Value<string>;
  spacer?: Value<SystemDefaultsDockPersistentAppsItemSpacer>;
}

export interface SystemDefaultsDockPersistentAppsItemSpacer {
  small?: Value<boolean>;
}

export interface SystemDefaultsDockPersistentOthersItem {
  file?: Value<string>;
  /** Type: (submodule) or string convertible to it */
  folder?: Value<SystemDefaultsDockPersistentOthersItemFolder | string>;
}

export interface SystemDefaultsDockPersistentOthersItemFolder {
  arrangement?: Value<"name" | "date-added" | "date-modified" | "date-created" | "kind">;
  displayas?: Value<"stack" | "folder">;
  path?: Value<string>;
  showas?: Value<"automatic" | "fan" | "grid" | "list">;
}

export interface Users {
  /** Type: unspecified value */
  forceRecreate?: any;
  groups?: Value<Attrs<UsersGroupsEntry>>;
  knownGroups?: Value<List<string>>;
  knownUsers?: Value<List<string>>;
  nix?: Value<UsersNix>;
  users?: Value<Attrs<UsersUsersEntry>>;
}

export interface UsersGroupsEntry {
  description?: Value<string>;
  /** Type: signed integer */
  gid?: Value<number>;
  members?: Value<List<string>>;
  name?: Value<string>;
}

export interface UsersNix {
  /** Type: unspecified value */
  configureBuildUsers?: any;
  /** Type: signed integer */
  nrBuildUsers?: Value<number>;
}

export interface UsersUsersEntry {
  createHome?: Value<boolean>;
  /** Type: null or non-empty string */
  description?: Value<string | null>;
  /** Type: signed integer */
  gid?: Value<number>;
  /** Type: null or absolute path */
  home?: Value<string | null>;
  ignoreShellProgramCheck?: Value<boolean>;
  isHidden?: Value<boolean>;
  /** Type: non-empty string */
  name?: Value<string>;
  openssh?: Value<UsersUsersEntryOpenssh>;
  packages?: Value<List<Package>>;
  /** Type: null or package or absolute path */
  shell?: Value<Package | string | null>;
  /** Type: signed integer */
  uid?: Value<number>;
}

export interface UsersUsersEntryOpenssh {
  authorizedKeys?: Value<UsersUsersEntryOpensshAuthorizedKeys>;
}

export interface UsersUsersEntryOpensshAuthorizedKeys {
  /** Type: list of absolute path */
  keyFiles?: Value<List<string>>;
  keys?: Value<List<string>>;
}
