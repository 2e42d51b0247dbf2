export * from './darwin-host';
export * from './darwin-host-props';
export { type ApplicationFirewallProps, type DarwinNetworkingProps } from './darwin-networking';
export {
  type DarwinGarbageCollectionProps,
  type DarwinNixProps,
  type DarwinScheduleProps,
  type LinuxBuilderProps,
} from './darwin-nix';
export {
  CapsLock,
  type DarwinKeyboardProps,
  type DarwinPowerProps,
  type DarwinSshProps,
  type DarwinSudoProps,
} from './darwin-settings';
export * from './darwin-user';
export { type DarwinDefaultsProps } from './defaults';
export { type DockDefaultsProps, DockPosition, HotCorner, MinimizeEffect } from './dock-defaults';
export { type FinderDefaultsProps, FinderSearchScope, FinderTarget, FinderView } from './finder-defaults';
export { type GlobalDefaultsProps, ScrollBars } from './global-defaults';
export {
  type HomebrewBrewProps,
  type HomebrewCaskProps,
  HomebrewCleanup,
  type HomebrewProps,
  type HomebrewTapProps,
} from './homebrew';
export {
  type ClockDefaultsProps,
  type LoginWindowDefaultsProps,
  type MenuBarDefaultsProps,
  type ScreenSaverDefaultsProps,
  type ScreenshotDefaultsProps,
  ScreenshotFormat,
  type TrackpadDefaultsProps,
  type WindowDefaultsProps,
} from './other-defaults';
