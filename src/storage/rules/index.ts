import { bootPartitionReadable } from './boot-partition-readable';
import { diskEspSmall } from './disk-esp-small';
import { diskEspUnused } from './disk-esp-unused';
import { diskKeyTooLate } from './disk-key-too-late';
import { diskLuksFallback } from './disk-luks-fallback';
import { diskMembers } from './disk-members';
import { diskNixInMemory } from './disk-nix-in-memory';
import { diskNoBiosBoot } from './disk-no-bios-boot';
import { diskNoEsp } from './disk-no-esp';
import { diskNoRoot } from './disk-no-root';
import { diskOnTwoHosts } from './disk-on-two-hosts';
import { diskZfsPools } from './disk-zfs-pools';
import { diskoLabelTooLong } from './disko-label-too-long';
import { diskoMixedVdevs } from './disko-mixed-vdevs';
import { diskoNoType } from './disko-no-type';
import { diskoOptionNotString } from './disko-option-not-string';
import { diskoPoolMembers } from './disko-pool-members';
import { diskoRestTwice } from './disko-rest-twice';
import { diskoTooFewDisks } from './disko-too-few-disks';
import { fileSystemUnstableName } from './file-system-unstable-name';
import { mountBelowOptional } from './mount-below-optional';
import { mountRemovable } from './mount-removable';
import { mountShadowed } from './mount-shadowed';
import { sanoidTemplateUnknown } from './sanoid-template-unknown';
import { swapNotEncrypted } from './swap-not-encrypted';
import { tmpMountedTwice } from './tmp-mounted-twice';
import { tmpfsOverState } from './tmpfs-over-state';
import { zfsAllBlocksSpecial } from './zfs-all-blocks-special';
import { zfsBootOnZfs } from './zfs-boot-on-zfs';
import { zfsDatasetUnknown } from './zfs-dataset-unknown';
import { zfsDiskShared } from './zfs-disk-shared';
import { zfsDiskUnstableName } from './zfs-disk-unstable-name';
import { zfsForceImport } from './zfs-force-import';
import { zfsHibernation } from './zfs-hibernation';
import { zfsHostIdMissing } from './zfs-host-id-missing';
import { zfsInstallerHostId } from './zfs-installer-host-id';
import { zfsIntervalsDiffer } from './zfs-intervals-differ';
import { zfsKernel } from './zfs-kernel';
import { zfsKernelDeprecated } from './zfs-kernel-deprecated';
import { zfsKernelUnknown } from './zfs-kernel-unknown';
import { zfsKeyOnItself } from './zfs-key-on-itself';
import { zfsKeyTooLate } from './zfs-key-too-late';
import { zfsMountOrder } from './zfs-mount-order';
import { zfsNoBootPartition } from './zfs-no-boot-partition';
import { zfsNoRedundancy } from './zfs-no-redundancy';
import { zfsNoRoot } from './zfs-no-root';
import { zfsNoScrub } from './zfs-no-scrub';
import { zfsNoSpecialVdev } from './zfs-no-special-vdev';
import { zfsNothingToSend } from './zfs-nothing-to-send';
import { zfsParentMissing } from './zfs-parent-missing';
import { zfsPropertiesNotApplied } from './zfs-properties-not-applied';
import { zfsReplicationNoLogin } from './zfs-replication-no-login';
import { zfsReplicationUnitTwice } from './zfs-replication-unit-twice';
import { zfsReservationsOverQuota } from './zfs-reservations-over-quota';
import { zfsSnapshotsNotPruned } from './zfs-snapshots-not-pruned';
import { zfsSnapshotsTwice } from './zfs-snapshots-twice';
import { zfsSwap } from './zfs-swap';
import { zfsTargetNotPruned } from './zfs-target-not-pruned';
import { zfsTargetSnapshots } from './zfs-target-snapshots';
import { zfsTargetTwice } from './zfs-target-twice';
import { zfsTargetWritten } from './zfs-target-written';
import { zfsTrimAllOrNone } from './zfs-trim-all-or-none';
import { zfsWeakVdev } from './zfs-weak-vdev';
import { zfsWideVdev } from './zfs-wide-vdev';
import { registerRules } from '../../app/rules/registry';

registerRules('storage', [
  bootPartitionReadable,
  diskEspSmall,
  diskEspUnused,
  diskKeyTooLate,
  diskLuksFallback,
  diskMembers,
  diskNixInMemory,
  diskNoBiosBoot,
  diskNoEsp,
  diskNoRoot,
  diskOnTwoHosts,
  diskZfsPools,
  diskoLabelTooLong,
  diskoMixedVdevs,
  diskoNoType,
  diskoOptionNotString,
  diskoPoolMembers,
  diskoRestTwice,
  diskoTooFewDisks,
  fileSystemUnstableName,
  mountBelowOptional,
  mountRemovable,
  mountShadowed,
  sanoidTemplateUnknown,
  swapNotEncrypted,
  tmpMountedTwice,
  tmpfsOverState,
  zfsAllBlocksSpecial,
  zfsBootOnZfs,
  zfsDatasetUnknown,
  zfsDiskShared,
  zfsDiskUnstableName,
  zfsForceImport,
  zfsHibernation,
  zfsHostIdMissing,
  zfsInstallerHostId,
  zfsIntervalsDiffer,
  zfsKernelDeprecated,
  zfsKernelUnknown,
  zfsKernel,
  zfsKeyOnItself,
  zfsKeyTooLate,
  zfsMountOrder,
  zfsNoBootPartition,
  zfsNoRedundancy,
  zfsNoRoot,
  zfsNoScrub,
  zfsNoSpecialVdev,
  zfsNothingToSend,
  zfsParentMissing,
  zfsPropertiesNotApplied,
  zfsReplicationNoLogin,
  zfsReplicationUnitTwice,
  zfsReservationsOverQuota,
  zfsSnapshotsNotPruned,
  zfsSnapshotsTwice,
  zfsSwap,
  zfsTargetNotPruned,
  zfsTargetSnapshots,
  zfsTargetTwice,
  zfsTargetWritten,
  zfsTrimAllOrNone,
  zfsWeakVdev,
  zfsWideVdev,
]);
