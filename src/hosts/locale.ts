import { compact } from '../app/compact';
import { Refuse } from '../app/refuse';

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

/** Areas of the IANA time zone database, and zones that stand in none. */
const ZONE_AREA =
  /^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US)(\/[A-Za-z0-9_+-]+){1,2}$/;
const ZONE_ALONE =
  /^(UTC|UCT|GMT|GMT[+-]?0|Greenwich|Universal|Zulu|CET|EET|MET|WET|EST|MST|HST|EST5EDT|CST6CDT|MST7MDT|PST8PDT|Cuba|Egypt|Eire|GB|GB-Eire|Hongkong|Iceland|Iran|Israel|Jamaica|Japan|Kwajalein|Libya|NZ|NZ-CHAT|Navajo|PRC|Poland|Portugal|ROC|ROK|Singapore|Turkey|W-SU)$/;
const LOCALE = /^([a-z]{2,3}(_[A-Z]{2})?(\.[A-Za-z0-9-]+)?(@[a-z]+)?|C|POSIX|C\.UTF-8)$/;

/** @internal time, language and keyboard. */
export function localeOptions(props: LocaleProps, refuse: Refuse): Record<string, any> {
  const { timeZone, defaultLocale, categories } = props;
  if (timeZone !== undefined && !ZONE_AREA.test(timeZone) && !ZONE_ALONE.test(timeZone)) {
    refuse(
      'TIME_ZONE',
      `"${timeZone}" is no time zone of the IANA database`,
      "give area and place, with capitals and underscores: 'America/New_York'",
      'locale.timeZone',
      'a machine with an unknown zone runs in UTC without a word',
    );
  }
  for (const [key, locale] of Object.entries({ defaultLocale, ...categories })) {
    if (locale === undefined || LOCALE.test(locale)) continue;
    refuse(
      'LOCALE',
      `"${locale}" is no locale`,
      "give language, country and character set: 'en_US.UTF-8'",
      key === 'defaultLocale' ? 'locale.defaultLocale' : `locale.categories.${key}`,
    );
  }
  for (const category of Object.keys(categories ?? {})) {
    if (/^(LC_[A-Z]+|LANGUAGE)$/.test(category)) continue;
    refuse(
      'LOCALE_CATEGORY',
      `"${category}" is no category of a locale`,
      'give one such as LC_TIME, LC_MONETARY or LC_PAPER',
      `locale.categories.${category}`,
    );
  }
  return compact({
    console: { font: props.consoleFont, keyMap: props.keyMap },
    i18n: { defaultLocale, extraLocaleSettings: categories },
    services: { xserver: { xkb: { layout: props.xkbLayout } } },
    time: { timeZone },
  });
}
