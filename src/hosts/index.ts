export { type AutoUpgradeProps, type RebootWindowProps, UpgradeOperation } from './auto-upgrade';
export { type BootProps } from './boot';
export {
  BootLoader,
  type GrubBiosProps,
  type GrubEfiProps,
  type GrubProps,
  type SystemdBootProps,
} from './boot-loader';
export * from './darwin';
export { type FileSystemProps } from './file-system';
export * from './firewall';
export * from './group';
export { CpuVendor, HardwareProfile, type HardwareProps } from './hardware';
export * from './host';
export { HostImage, type HostImageProps } from './host-image';
export * from './host-props';
export { ImageFormat } from './image-format';
export { type KernelProps } from './kernel';
export { type LocaleProps } from './locale';
export * from './machine-user';
export { type InterfaceProps } from './network-interface';
export {
  BondMode,
  type BondProps,
  type BridgeProps,
  NetworkBackend,
  type NetworkManagerProps,
  type NetworkingProps,
  type VlanProps,
} from './networking';
export {
  type GarbageCollectionProps,
  type NixConfProps,
  type NixSettingsProps,
  type SubstituterProps,
} from './nix-settings';
export { PermitRootLogin, type SshHostKeyProps, type SshServerProps } from './ssh-server';
export { type SudoProps, type SudoRuleProps } from './sudo';
export { type SwapDeviceProps, type ZramSwapProps } from './swap';
export { User, type UserProps } from './user';
export {
  type WslAutomountProps,
  type WslBootProps,
  type WslConfProps,
  type WslInteropProps,
  type WslNetworkProps,
} from './wsl-conf';
export * from './wsl-host';
export * from './wsl-host-props';

import './rules';
