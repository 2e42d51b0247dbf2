/** Time, language and keyboard. */
export interface LocaleProps {
  /**
   * The time zone by its IANA name, such as `Europe/Berlin`.
   * @default - what NixOS sets (UTC)
   */
  readonly timeZone?: string;
  /**
   * The locale of messages and formats, such as `en_US.UTF-8`.
   * @default - what NixOS sets (`en_US.UTF-8`)
   */
  readonly defaultLocale?: string;
  /**
   * Locales of single categories: `{ LC_TIME: 'de_DE.UTF-8' }`.
   * @default - none
   */
  readonly categories?: Record<string, string>;
  /**
   * Keyboard of the console, such as `us` or `de-latin1`.
   * @default - what NixOS sets (`us`)
   */
  readonly keyMap?: string;
  /**
   * Font of the console, such as `Lat2-Terminus16`.
   * @default - the kernel's
   */
  readonly consoleFont?: string;
  /**
   * Keyboard layout of graphical sessions, such as `us` or `de`.
   * @default - what NixOS sets (`us`)
   */
  readonly xkbLayout?: string;
}
