import { guestEmulated } from './guest-emulated';
import { guestMacvtap } from './guest-macvtap';
import { guestScreenOpen } from './guest-screen-open';
import { libvirtCpuUnknown } from './libvirt-cpu-unknown';
import { libvirtManageAll } from './libvirt-manage-all';
import { microvmCpuUnknown } from './microvm-cpu-unknown';
import { microvmOptimise } from './microvm-optimise';
import { microvmTapBridge } from './microvm-tap-bridge';
import { registerRules } from '../../app/rules/registry';

registerRules('guests', [
  guestEmulated,
  guestMacvtap,
  guestScreenOpen,
  libvirtCpuUnknown,
  libvirtManageAll,
  microvmCpuUnknown,
  microvmOptimise,
  microvmTapBridge,
]);
