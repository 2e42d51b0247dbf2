import { all, coded, float, integer, Mapping } from './defaults-mapping';

/** When scroll bars are shown. */
export enum ScrollBars {
  /** While something scrolls. */
  WHEN_SCROLLING = 'WhenScrolling',
  /** As the mouse or trackpad wants it. */
  AUTOMATIC = 'Automatic',
  /** Always. */
  ALWAYS = 'Always',
}

/** What holds everywhere: `system.defaults.NSGlobalDomain`. What is not given stays as its owner set it by hand. */
export interface GlobalDefaultsProps {
  /**
   * The dark appearance. False leaves the appearance alone: macOS is light where nothing is set.
   * @default - unset
   */
  readonly dark?: boolean;
  /**
   * Change between light and dark with the time of day.
   * @default - unset; macOS has false
   */
  readonly switchAppearance?: boolean;
  /**
   * How long a key is held before it repeats, in steps of 15 milliseconds.
   * @default - unset; macOS has 25
   */
  readonly initialKeyRepeat?: number;
  /**
   * The time from one repetition of a key to the next, in steps of 15 milliseconds.
   * @default - unset; macOS has 6
   */
  readonly keyRepeat?: number;
  /**
   * Offer accents while a key is held, in place of repeating it.
   * @default - unset; macOS has true
   */
  readonly pressAndHold?: boolean;
  /**
   * Use F1, F2 … as such, without Fn.
   * @default - unset; macOS has false
   */
  readonly functionKeys?: boolean;
  /**
   * Write the first letter of sentences as a capital.
   * @default - unset; macOS has true
   */
  readonly capitalize?: boolean;
  /**
   * Correct spelling while one writes.
   * @default - unset; macOS has true
   */
  readonly correctSpelling?: boolean;
  /**
   * Make two hyphens a dash.
   * @default - unset; macOS has true
   */
  readonly smartDashes?: boolean;
  /**
   * Make straight quotation marks curly.
   * @default - unset; macOS has true
   */
  readonly smartQuotes?: boolean;
  /**
   * Make two spaces a full stop.
   * @default - unset; macOS has true
   */
  readonly periodSubstitution?: boolean;
  /**
   * Suggest how a text goes on.
   * @default - unset; macOS has true
   */
  readonly inlinePrediction?: boolean;
  /**
   * Move the content with the fingers ("natural").
   * @default - unset; macOS has true
   */
  readonly naturalScrolling?: boolean;
  /**
   * Speed of the trackpad, 0 to 3.
   * @default - unset; macOS has 1
   */
  readonly trackpadSpeed?: number;
  /**
   * Show the extension of every file.
   * @default - unset; macOS has false
   */
  readonly showAllExtensions?: boolean;
  /**
   * Show hidden files in every dialog.
   * @default - unset; macOS has false
   */
  readonly showAllFiles?: boolean;
  /**
   * When scroll bars are shown.
   * @default - unset; macOS has AUTOMATIC
   */
  readonly showScrollBars?: ScrollBars;
  /**
   * Hide the menu bar until the pointer comes to it.
   * @default - unset; macOS has false
   */
  readonly hideMenuBar?: boolean;
  /**
   * Show all of the panel that asks where to save.
   * @default - unset; macOS has false
   */
  readonly expandSavePanel?: boolean;
  /**
   * Show all of the panel for printing.
   * @default - unset; macOS has false
   */
  readonly expandPrintPanel?: boolean;
  /**
   * Save new documents to iCloud.
   * @default - unset; macOS has true
   */
  readonly saveToCloud?: boolean;
  /**
   * Animate windows that open and close.
   * @default - unset; macOS has true
   */
  readonly windowAnimations?: boolean;
  /**
   * Volume of alerts, 0 to 1.
   * @default - unset
   */
  readonly alertVolume?: number;
  /**
   * Make a sound when the volume is changed.
   * @default - unset
   */
  readonly volumeFeedback?: boolean;
  /**
   * Centimetres and Celsius in place of inches and Fahrenheit.
   * @default - unset: as the region has it
   */
  readonly metric?: boolean;
  /**
   * 24 hours in place of twice 12.
   * @default - unset: as the region has it
   */
  readonly force24HourTime?: boolean;
}

/** @internal */
export const GLOBAL: Mapping<GlobalDefaultsProps> = {
  dark: coded('AppleInterfaceStyle', { true: 'Dark', false: undefined }),
  switchAppearance: 'AppleInterfaceStyleSwitchesAutomatically',
  initialKeyRepeat: integer('InitialKeyRepeat', 1),
  keyRepeat: integer('KeyRepeat', 1),
  pressAndHold: 'ApplePressAndHoldEnabled',
  functionKeys: 'com.apple.keyboard.fnState',
  capitalize: 'NSAutomaticCapitalizationEnabled',
  correctSpelling: 'NSAutomaticSpellingCorrectionEnabled',
  smartDashes: 'NSAutomaticDashSubstitutionEnabled',
  smartQuotes: 'NSAutomaticQuoteSubstitutionEnabled',
  periodSubstitution: 'NSAutomaticPeriodSubstitutionEnabled',
  inlinePrediction: 'NSAutomaticInlinePredictionEnabled',
  naturalScrolling: 'com.apple.swipescrolldirection',
  trackpadSpeed: float('com.apple.trackpad.scaling', 0, 3),
  showAllExtensions: 'AppleShowAllExtensions',
  showAllFiles: 'AppleShowAllFiles',
  showScrollBars: 'AppleShowScrollBars',
  hideMenuBar: '_HIHideMenuBar',
  expandSavePanel: all('NSNavPanelExpandedStateForSaveMode', 'NSNavPanelExpandedStateForSaveMode2'),
  expandPrintPanel: all('PMPrintingExpandedStateForPrint', 'PMPrintingExpandedStateForPrint2'),
  saveToCloud: 'NSDocumentSaveNewDocumentsToCloud',
  windowAnimations: 'NSAutomaticWindowAnimationsEnabled',
  alertVolume: float('com.apple.sound.beep.volume', 0, 1),
  volumeFeedback: coded('com.apple.sound.beep.feedback', { true: 1, false: 0 }),
  metric: (value: boolean) => ({
    AppleMeasurementUnits: value ? 'Centimeters' : 'Inches',
    AppleMetricUnits: value ? 1 : 0,
    AppleTemperatureUnit: value ? 'Celsius' : 'Fahrenheit',
  }),
  force24HourTime: 'AppleICUForce24HourTime',
};
