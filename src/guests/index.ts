export {
  LibvirtDisk,
  LibvirtDiskBus,
  LibvirtDiskCache,
  LibvirtDiskIo,
  type LibvirtDiskProps,
  LibvirtImageFormat,
  type LibvirtImageProps,
} from './disk';
export * from './guest';
export * from './guest-devices';
export * from './guest-enums';
export * from './guest-props';
export * from './hypervisor';
export {
  type LibvirtBridgeProps,
  LibvirtInterface,
  LibvirtInterfaceModel,
  type LibvirtInterfaceProps,
  LibvirtMacvtapMode,
  type LibvirtMacvtapProps,
} from './interface';
export * from './microvm-enums';
export * from './microvm-guest';
export * from './microvm-host';
export {
  MicrovmInterface,
  type MicrovmInterfaceProps,
  type MicrovmMacvtapProps,
  type MicrovmTapProps,
} from './microvm-interface';
export * from './microvm-props';
export * from './network';
export * from './network-props';
import './rules';
