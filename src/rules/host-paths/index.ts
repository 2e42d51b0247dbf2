import { containerPathMissing } from './container-path-missing';
import { containerRootInMemory } from './container-root-in-memory';
import { guestDiskInHome } from './guest-disk-in-home';
import { guestDiskInMemory } from './guest-disk-in-memory';
import { guestDiskOfHost } from './guest-disk-of-host';
import { guestDisksOverQuota } from './guest-disks-over-quota';
import { guestPathMissing } from './guest-path-missing';
import { guestVolumeUnknown } from './guest-volume-unknown';
import { guestZvolUnknown } from './guest-zvol-unknown';
import { libvirtSuspendSpace } from './libvirt-suspend-space';
import { microvmFolderMissing } from './microvm-folder-missing';
import type { IRule } from '../../app/rules/rule';

/** Disks, files and folders of a host, and the guests and containers that need them. */
export const HOST_PATH_RULES: readonly IRule[] = [
  containerPathMissing,
  containerRootInMemory,
  guestDiskInHome,
  guestDiskInMemory,
  guestDiskOfHost,
  guestDisksOverQuota,
  guestPathMissing,
  guestVolumeUnknown,
  guestZvolUnknown,
  libvirtSuspendSpace,
  microvmFolderMissing,
];
