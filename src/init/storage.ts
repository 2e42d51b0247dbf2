import type { PartsOf } from './parts';
import { Language } from './settings';
import { ProgramPart } from './text';

/** What holds the server's data: nothing where its file systems say it all. */
export function storagePart(of: PartsOf): ProgramPart | undefined {
  const { disk, zfs } = of.settings;
  if (disk !== undefined) return zfs ? rootPool(of, disk) : plainDisk(of, disk);
  return zfs ? dataPool(of) : undefined;
}

function plainDisk({ language }: PartsOf, disk: string): ProgramPart {
  const imports = ['Disk', 'DiskContent', 'DiskPartition'];
  if (language === Language.PYTHON) {
    return {
      imports,
      text: `
# Parted when the machine is installed, which takes all that is on it.
Disk(
    server,
    "disk",
    device="${disk}",
    partitions={
        "ESP": DiskPartition.esp(),
        "root": DiskPartition.rest(DiskContent.ext4("/")),
    },
)`,
    };
  }
  return {
    imports,
    text: `
// Parted when the machine is installed, which takes all that is on it.
new Disk(server, 'disk', {
  device: '${disk}',
  partitions: { ESP: DiskPartition.esp(), root: DiskPartition.rest(DiskContent.ext4('/')) },
});`,
  };
}

function rootPool({ language }: PartsOf, disk: string): ProgramPart {
  const imports = ['ZfsPool', 'ZfsProvisioning', 'ZfsVdev'];
  if (language === Language.PYTHON) {
    return {
      imports: [...imports, 'ZfsDatasetProps', 'ZfsDisk', 'ZfsLayout', 'ZfsSnapshots'],
      text: `
# Made when the machine is installed, which takes all that is on the disk.
ZfsPool(
    server,
    "rpool",
    provisioning=ZfsProvisioning.DISKO,
    layout=ZfsLayout(
        data=[
            ZfsVdev.stripe(
                [
                    ZfsDisk(
                        device="${disk}",
                        esp_size="1G",
                    )
                ]
            )
        ]
    ),
    datasets={
        "root": ZfsDatasetProps(mount_point="/"),
        "nix": ZfsDatasetProps(mount_point="/nix"),
        "home": ZfsDatasetProps(mount_point="/home", snapshots=ZfsSnapshots(daily=7)),
    },
)`,
    };
  }
  return {
    imports,
    text: `
// Made when the machine is installed, which takes all that is on the disk.
new ZfsPool(server, 'rpool', {
  provisioning: ZfsProvisioning.DISKO,
  layout: {
    data: [
      ZfsVdev.stripe([
        {
          device: '${disk}',
          espSize: '1G',
        },
      ]),
    ],
  },
  datasets: {
    root: { mountPoint: '/' },
    nix: { mountPoint: '/nix' },
    home: { mountPoint: '/home', snapshots: { daily: 7 } },
  },
});`,
  };
}

function dataPool({ language }: PartsOf): ProgramPart {
  if (language === Language.PYTHON) {
    return {
      imports: ['ZfsDatasetProps', 'ZfsPool', 'ZfsSnapshots'],
      text: `
# A pool that is there already: it is imported, and never formatted.
ZfsPool(
    server,
    "tank",
    datasets={"data": ZfsDatasetProps(mount_point="/srv/data")},
    snapshots=ZfsSnapshots(daily=7),
)`,
    };
  }
  return {
    imports: ['ZfsPool'],
    text: `
// A pool that is there already: it is imported, and never formatted.
new ZfsPool(server, 'tank', {
  datasets: { data: { mountPoint: '/srv/data' } },
  snapshots: { daily: 7 },
});`,
  };
}
