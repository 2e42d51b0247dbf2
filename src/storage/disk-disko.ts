import type { DiskContent } from './disk-content';
import { BtrfsProps, DiskSwapProps, LuksProps } from './disk-content-props';
import type { DiskPartition } from './disk-partition';
import { filled, flag } from '../app/compact';

/** `disko`'s word for a partition table. `poolOf` names the ZFS pool that takes a partition. */
export function diskoTable(
  partitions: Readonly<Record<string, DiskPartition>>,
  poolOf: (partition: string) => string = () => '',
): Record<string, any> {
  const entries = Object.entries(partitions).map(([name, { size, content, _props: props }]) => [
    name,
    filled({
      size,
      type: props.type,
      priority: props.priority,
      uuid: props.uuid,
      attributes: props.attributes,
      content: content && diskoContent(content, poolOf(name)),
    }),
  ]);
  return { type: 'gpt', partitions: Object.fromEntries(entries) };
}

/** `disko`'s word for what a device holds. */
export function diskoContent(content: DiskContent, pool: string = ''): Record<string, any> {
  const spec = content._spec;
  switch (spec.kind) {
    case 'filesystem':
      return filled({
        type: 'filesystem',
        format: spec.format,
        extraArgs: spec.props.extraArgs,
        mountpoint: spec.mountPoint,
        mountOptions: spec.props.mountOptions,
      });
    case 'btrfs':
      return btrfs(spec.props);
    case 'swap':
      return swap(spec.props);
    case 'luks':
      return luks(spec.name, spec.props, spec.content);
    case 'lvm_pv':
      return { type: 'lvm_pv', vg: spec.group.groupName };
    case 'mdraid':
      return { type: 'mdraid', name: spec.raid.raidName };
    case 'bcachefs':
      return filled({
        type: 'bcachefs',
        filesystem: spec.fileSystem.fileSystemName,
        label: spec.props.label,
        extraFormatArgs: spec.props.extraFormatArgs,
      });
    case 'zfs':
      return { type: 'zfs', pool };
    default:
      return diskoTable(spec.partitions);
  }
}

function btrfs(props: BtrfsProps): Record<string, any> {
  const subvolumes = Object.entries(props.subvolumes ?? {}).map(([name, one]) => [
    name,
    filled({
      extraArgs: one.extraArgs,
      mountpoint: one.mountPoint,
      mountOptions: one.mountOptions,
      swap: Object.fromEntries(
        Object.entries(one.swapFiles ?? {}).map(([file, { size, priority }]) => [file, filled({ size, priority })]),
      ),
    }),
  ]);
  return filled({
    type: 'btrfs',
    extraArgs: props.extraArgs,
    mountpoint: props.mountPoint,
    mountOptions: props.mountOptions,
    subvolumes: Object.fromEntries(subvolumes),
  });
}

function swap(props: DiskSwapProps): Record<string, any> {
  return filled({
    type: 'swap',
    randomEncryption: flag(props.randomEncryption),
    resumeDevice: flag(props.resumeDevice),
    priority: props.priority,
    discardPolicy: props.discardPolicy,
    mountOptions: props.mountOptions,
  });
}

function luks(name: string, props: LuksProps, content: DiskContent | undefined): Record<string, any> {
  return filled({
    type: 'luks',
    name,
    passwordFile: props.passwordFile?.path,
    additionalKeyFiles: props.additionalKeyFiles?.map(({ path }) => path),
    initrdUnlock: props.initrdUnlock === false ? false : undefined,
    extraFormatArgs: props.extraFormatArgs,
    settings: filled({
      keyFile: props.keyFile?.path,
      keyFileSize: props.keyFileSize,
      keyFileOffset: props.keyFileOffset,
      fallbackToPassword: flag(props.fallbackToPassword),
      allowDiscards: flag(props.allowDiscards),
      bypassWorkqueues: flag(props.bypassWorkqueues),
      ...props.settings,
    }),
    content: content && diskoContent(content),
  });
}
