import { file, found, hostOf, ids, newApp } from './storage';
import { SecretFile } from '../../src/app';
import { BootLoader } from '../../src/hosts';
import {
  BcachefsFileSystem,
  Disk,
  DiskContent,
  DiskPartition,
  LvmVolumeGroup,
  LvmVolumeType,
  MdRaid,
  MdRaidLevel,
  MdRaidMetadata,
  SwapDiscardPolicy,
  TmpfsFileSystem,
  ZfsPool,
  ZfsProvisioning,
  ZfsVdev,
} from '../../src/storage';
import { nixAvailable, nixParses } from '../support/nix';

const [ONE, TWO, THREE] = ids('one', 'two', 'three') as [string, string, string];

describe('a disk', () => {
  test('has partitions, file systems and swap', async () => {
    const app = newApp();
    const disk = new Disk(hostOf(app), 'main', {
      device: ONE,
      partitions: {
        ESP: DiskPartition.esp(),
        swap: DiskPartition.swap('8G', { randomEncryption: true, discardPolicy: SwapDiscardPolicy.ONCE, priority: 3 }),
        root: DiskPartition.rest(DiskContent.ext4('/', { mountOptions: ['noatime'], extraArgs: ['-m', '1'] })),
      },
    });
    expect(found(app)).toEqual([]);
    expect(file(app, 'main')).toMatchSnapshot();
    if (nixAvailable) expect(await nixParses([file(app, 'main')])).toEqual([true]);
    expect(disk.partitionPath('root')).toBe('/dev/disk/by-partlabel/disk-main-root');
    expect(disk.mountPoints).toEqual(['/boot', '/']);
    expect({ ...disk.mounted('/') }).toEqual({
      mountPoint: '/',
      devicePath: '/dev/disk/by-partlabel/disk-main-root',
      fsType: 'ext4',
    });
    expect(Object.keys(app.render())).toContain('hosts/server/main.nix');
    expect(app.render()['hosts/server/default.nix']).toMatch('inputs.disko.nixosModules.disko');
  });

  test('holds btrfs in LUKS', () => {
    const app = newApp();
    const disk = new Disk(hostOf(app), 'main', {
      device: ONE,
      partitions: {
        ESP: DiskPartition.esp(),
        crypt: DiskPartition.rest(
          DiskContent.luks(
            'crypted',
            DiskContent.btrfs({
              subvolumes: {
                '@root': { mountPoint: '/' },
                '@persist': { mountPoint: '/persist', neededForBoot: true, mountOptions: ['compress=zstd'] },
                '@swap': { mountPoint: '/swap', swapFiles: { swapfile: { size: '16G', priority: 1 } } },
              },
            }),
            {
              passwordFile: SecretFile.at('/tmp/disk.key'),
              allowDiscards: true,
              settings: { crypttabExtraOpts: ['tpm2-device=auto'] },
            },
          ),
        ),
      },
    });
    expect(found(app)).toEqual([]);
    expect(file(app, 'main')).toMatchSnapshot();
    expect(disk.mounted('/persist').devicePath).toBe('/dev/mapper/crypted');
  });

  test('is found by the UUID of a partition that has one', () => {
    const uuid = '809b3a2b-828a-4730-95e1-75b6343e415a';
    const app = newApp();
    const disk = new Disk(hostOf(app, 'server', { boot: { loader: BootLoader.none() } }), 'main', {
      device: '/dev/vda',
      allowUnstableName: true,
      protect: true,
      imageSize: '4G',
      partitions: {
        root: DiskPartition.rest(DiskContent.xfs('/'), { uuid, attributes: [2], priority: 5, type: '8304' }),
      },
    });
    expect(disk.partitionPath('root')).toBe(`/dev/disk/by-partuuid/${uuid}`);
    expect(file(app, 'main')).toMatchSnapshot();
  });

  test('writes GRUB for a BIOS to each disk once', () => {
    const app = newApp();
    const host = hostOf(app, 'server', { boot: { loader: BootLoader.grubBios({ devices: [ONE, THREE] }) } });
    for (const [name, device] of Object.entries({ a: ONE, b: TWO })) {
      const root: Record<string, DiskPartition> =
        name === 'a' ? { root: DiskPartition.rest(DiskContent.ext4('/')) } : {};
      new Disk(host, name, { device, partitions: { boot: DiskPartition.biosBoot(), ...root } });
    }
    expect(found(app)).toEqual([]);
    // disko adds ONE and TWO too; what is forced stands in place of all.
    expect(file(app, 'disks')).toMatchInlineSnapshot(`
"{ lib, ... }:
{
  boot.loader.grub.devices = lib.mkForce [
    "/dev/disk/by-id/one"
    "/dev/disk/by-id/three"
    "/dev/disk/by-id/two"
  ];
}
"
`);
  });

  test('writes GRUB once to the disk of a pool too', () => {
    const app = newApp();
    const host = hostOf(app, 'server', { boot: { loader: BootLoader.grubBios({ devices: [ONE] }) } });
    new ZfsPool(host, 'rpool', {
      provisioning: ZfsProvisioning.DISKO,
      layout: { data: [ZfsVdev.stripe([{ device: ONE, biosBoot: true }])] },
      mountPoint: '/',
      compatibility: 'grub2',
    });
    expect(found(app)).toEqual([]);
    expect(file(app, 'disks')).toMatch('boot.loader.grub.devices = lib.mkForce [ "/dev/disk/by-id/one" ];');
  });

  test('gives partitions to ZFS pools, which leave its layout to it', () => {
    const app = newApp();
    const host = hostOf(app);
    const one = new Disk(host, 'one', {
      device: ONE,
      partitions: {
        ESP: DiskPartition.esp(),
        zfs: DiskPartition.of('200G', DiskContent.zfsMember()),
        log: DiskPartition.of('8G', DiskContent.zfsMember()),
        scratch: DiskPartition.rest(DiskContent.f2fs('/scratch')),
      },
    });
    new ZfsPool(host, 'rpool', {
      provisioning: ZfsProvisioning.DISKO,
      layout: { data: [ZfsVdev.stripe([one.zfsMember('zfs')])] },
      datasets: { root: { mountPoint: '/' } },
    });
    new ZfsPool(host, 'tank', {
      provisioning: ZfsProvisioning.DISKO,
      layout: { data: [ZfsVdev.mirror([TWO, THREE])], log: [ZfsVdev.stripe([one.zfsMember('log')])] },
    });
    expect(found(app)).toEqual([]);
    expect(file(app, 'one')).toMatchSnapshot();
    expect(file(app, 'zfs')).not.toMatch('disko');
    expect(file(app, 'rpool')).not.toMatch('gpt');
    expect(file(app, 'tank')).toMatch('"/dev/disk/by-partlabel/disk-one-log"');
    expect(file(app, 'tank')).not.toMatch(ONE);
  });
});

describe('a volume group', () => {
  test('has logical volumes on the disks that join it', () => {
    const app = newApp();
    const host = hostOf(app);
    const group = new LvmVolumeGroup(host, 'pool', {
      volumes: {
        root: { size: '20G', content: DiskContent.ext4('/'), type: LvmVolumeType.RAID1 },
        swap: { size: '4G', content: DiskContent.swap({ resumeDevice: true }) },
        thin: { size: '50%FREE', type: LvmVolumeType.THIN_POOL },
        home: { size: '500G', type: LvmVolumeType.THIN, pool: 'thin', content: DiskContent.xfs('/home') },
        rest: { size: '100%FREE', content: DiskContent.ext4('/srv'), extraArgs: ['--stripes', '2'] },
      },
    });
    new Disk(host, 'a', {
      device: ONE,
      partitions: { ESP: DiskPartition.esp(), pv: DiskPartition.rest(DiskContent.lvmMember(group)) },
    });
    new Disk(host, 'b', { device: TWO, content: DiskContent.luks('b', DiskContent.lvmMember(group)) });
    expect(found(app)).toEqual([]);
    expect(group.volumePath('home')).toBe('/dev/pool/home');
    expect(group.mounted('/home').devicePath).toBe('/dev/pool/home');
    expect(file(app, 'pool')).toMatchSnapshot();
    expect(file(app, 'b')).toMatchInlineSnapshot(`
"{
  disko.devices.disk.b = {
    type = "disk";
    device = "/dev/disk/by-id/two";
    content = {
      type = "luks";
      name = "b";
      content = {
        type = "lvm_pv";
        vg = "pool";
      };
    };
  };
}
"
`);
  });
});

describe('a RAID', () => {
  test('mirrors the EFI system partition, and has partitions of its own', () => {
    const app = newApp();
    const host = hostOf(app);
    const boot = new MdRaid(host, 'boot-raid', {
      level: MdRaidLevel.RAID1,
      metadata: MdRaidMetadata.V1_0,
      content: DiskContent.vfat('/boot', { mountOptions: ['umask=0077'] }),
      alertMail: 'root@example.com',
      alertProgram: '/run/current-system/sw/bin/tell',
    });
    const data = new MdRaid(host, 'data', {
      level: MdRaidLevel.RAID5,
      content: DiskContent.gpt({
        swap: DiskPartition.swap('4G'),
        boot: DiskPartition.of('1G', DiskContent.ext4('/extra')),
        root: DiskPartition.rest(DiskContent.ext4('/')),
      }),
    });
    for (const [name, device] of Object.entries({ a: ONE, b: TWO, c: THREE })) {
      new Disk(host, name, {
        device,
        partitions: {
          ESP: DiskPartition.esp({ content: DiskContent.raidMember(boot) }),
          raid: DiskPartition.rest(DiskContent.raidMember(data)),
        },
      });
    }
    expect(found(app)).toEqual([]);
    expect(file(app, 'boot-raid')).toMatchSnapshot();
    expect(file(app, 'data')).toMatch('level = 5;');
    expect(data.devicePath).toBe('/dev/md/data');
    // disko numbers partitions by priority, and those of one priority by name.
    expect(['boot', 'swap', 'root'].map((name) => data.partitionPath(name))).toEqual([
      '/dev/disk/by-id/md-name-any:data-part1',
      '/dev/disk/by-id/md-name-any:data-part2',
      '/dev/disk/by-id/md-name-any:data-part3',
    ]);
  });
});

test('a root in memory, with bcachefs on two disks', () => {
  const app = newApp();
  const host = hostOf(app);
  const root = new TmpfsFileSystem(host, 'root', { mountPoint: '/', size: '4G', mountOptions: ['noexec'] });
  const data = new BcachefsFileSystem(host, 'data', {
    subvolumes: { nix: { mountPoint: '/nix', mountOptions: ['noatime'] }, persist: { mountPoint: '/persist' } },
    extraFormatArgs: ['--replicas=2'],
    passwordFile: SecretFile.at('/tmp/disk.key'),
  });
  new Disk(host, 'a', {
    device: ONE,
    partitions: {
      ESP: DiskPartition.esp(),
      data: DiskPartition.rest(DiskContent.bcachefsMember(data, { label: 'ssd.a', extraFormatArgs: ['--discard'] })),
    },
  });
  new Disk(host, 'b', { device: TWO, content: DiskContent.bcachefsMember(data) });
  expect(found(app)).toEqual([]);
  expect(root.mountPoint).toBe('/');
  expect(file(app, 'root') + file(app, 'data') + file(app, 'a')).toMatchSnapshot();
});
