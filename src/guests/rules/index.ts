import { guestDiskUnstable } from './guest-disk-unstable';
import { guestEmulated } from './guest-emulated';
import { guestHugepagesBalloon } from './guest-hugepages-balloon';
import { guestListensElsewhere } from './guest-listens-elsewhere';
import { guestMacDerived } from './guest-mac-derived';
import { guestMacvtap } from './guest-macvtap';
import { guestNestedImpossible } from './guest-nested-impossible';
import { guestNetworkByName } from './guest-network-by-name';
import { guestNetworkNotStarted } from './guest-network-not-started';
import { guestNetworkUnknown } from './guest-network-unknown';
import { guestPinsShared } from './guest-pins-shared';
import { guestScreenOpen } from './guest-screen-open';
import { libvirtCpuUnknown } from './libvirt-cpu-unknown';
import { libvirtListsDelete } from './libvirt-lists-delete';
import { libvirtManageAll } from './libvirt-manage-all';
import { libvirtOvmfRemoved } from './libvirt-ovmf-removed';
import { libvirtPasswordReadable } from './libvirt-password-readable';
import { libvirtPolkitOff } from './libvirt-polkit-off';
import { libvirtSuspendDevices } from './libvirt-suspend-devices';
import { microvmCpuUnknown } from './microvm-cpu-unknown';
import { microvmInterfaceName } from './microvm-interface-name';
import { microvmMemoryHangs } from './microvm-memory-hangs';
import { microvmOptimise } from './microvm-optimise';
import { microvmStoreInMemory } from './microvm-store-in-memory';
import { microvmTapAlone } from './microvm-tap-alone';
import { microvmTapBridge } from './microvm-tap-bridge';
import { registerRules } from '../../app/rules/registry';

registerRules('guests', [
  guestDiskUnstable,
  guestEmulated,
  guestHugepagesBalloon,
  guestListensElsewhere,
  guestMacDerived,
  guestMacvtap,
  guestNestedImpossible,
  guestNetworkByName,
  guestNetworkNotStarted,
  guestNetworkUnknown,
  guestPinsShared,
  guestScreenOpen,
  libvirtCpuUnknown,
  libvirtListsDelete,
  libvirtManageAll,
  libvirtOvmfRemoved,
  libvirtPasswordReadable,
  libvirtPolkitOff,
  libvirtSuspendDevices,
  microvmCpuUnknown,
  microvmInterfaceName,
  microvmMemoryHangs,
  microvmOptimise,
  microvmStoreInMemory,
  microvmTapAlone,
  microvmTapBridge,
]);
