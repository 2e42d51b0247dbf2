import { found, freshPool, hostOf, ids, newApp, storageFindings } from './storage';
import { App, Diagnostic, SecretFile } from '../../src/app';
import { Host } from '../../src/hosts';
import { Nix } from '../../src/nix';
import { Disk, DiskContent, DiskPartition, ZfsMount, ZfsPool, ZfsProvisioning, ZfsVdev } from '../../src/storage';

const QUIET = { boot: { zfs: { forceImportRoot: false } }, services: { zfs: { autoScrub: { enable: true } } } };

/** What a host with these props and options makes the checks report about storage. */
function of(options: object, props: object = {}, more: (host: Host, app: App) => void = () => {}): string[] {
  const app = newApp();
  const host = hostOf(app, 'server', props);
  host.addOptions(options);
  more(host, app);
  return found(app);
}

function one(app: App, code: string): Diagnostic {
  const all = storageFindings(app).filter((finding) => finding.code === code);
  expect(all).toHaveLength(1);
  return all[0]!;
}

const root = (device: string, fsType: string) => ({ fileSystems: { '/': { device, fsType } } });

describe('one defect is one finding', () => {
  test('two pools that both want a whole disk', () => {
    const app = newApp();
    const host = hostOf(app);
    for (const id of ['one', 'two']) freshPool({ layout: { data: [ZfsVdev.stripe(ids('a'))] } }, id, host);
    expect(found(app)).toEqual(['error DISK_TAKEN']);
  });

  test('a mount point of a pool that is there and of the host', () => {
    const app = newApp();
    const host = hostOf(app);
    new ZfsPool(host, 'tank', { datasets: { a: { mountPoint: '/a' } } });
    host.addFileSystem('/a', { device: '/dev/disk/by-label/a', fsType: 'xfs' });
    expect(found(app)).toEqual(['error MOUNT_POINT_TAKEN']);
  });

  test('a key that lies on what it opens is not told to be late too', () => {
    const encryption = { keyFile: SecretFile.at('/var/key') };
    const app = newApp();
    freshPool({ encryption, datasets: { var: { mountPoint: '/var' } } }, 'tank', hostOf(app));
    expect(found(app)).toEqual(['error ZFS_KEY_ON_ITSELF']);
  });

  test('disks of one pool in two machines', () => {
    const app = newApp();
    const layout = { data: [ZfsVdev.mirror(ids('ata-X_1', 'ata-X_2'))] };
    for (const name of ['one', 'two']) new ZfsPool(hostOf(app, name), 'tank', { layout });
    expect(one(app, 'DISK_ON_TWO_HOSTS')).toMatchObject({ path: 'two/tank', related: ['one/tank'], also: [{}] });
  });

  test('disks of virtual machines are called alike', () => {
    const app = newApp();
    const layout = { data: [ZfsVdev.stripe(ids('scsi-0QEMU_QEMU_HARDDISK_drive-scsi0'))] };
    for (const name of ['one', 'two']) new ZfsPool(hostOf(app, name), 'tank', { layout });
    expect(found(app)).toEqual([]);
  });
});

describe('ZFS that options alone bring', () => {
  const kernel = { boot: { kernelPackages: Nix.pkg('linuxPackages_latest') } };
  const zfs = root('rpool/root', 'zfs');

  test('has a kernel too', () => {
    expect(of({ boot: { ...QUIET.boot, ...kernel.boot }, services: QUIET.services }, zfs)).toEqual([
      'error ZFS_KERNEL',
    ]);
    expect(of(kernel, root('/dev/disk/by-label/x', 'ext4'))).toEqual([]);
    expect(of({ boot: { supportedFilesystems: ['zfs'], ...kernel.boot } })).toEqual(['error ZFS_KERNEL']);
  });

  test('a newer ZFS may take the kernel', () => {
    const boot = { zfs: { forceImportRoot: false, package: Nix.pkg('zfs_unstable') }, ...kernel.boot };
    expect(of({ boot, services: QUIET.services }, zfs)).toEqual(['warning ZFS_KERNEL']);
  });

  test('is scrubbed, and not imported by force', () => {
    expect(of({}, zfs)).toEqual(['warning ZFS_FORCE_IMPORT', 'warning ZFS_NO_SCRUB']);
    expect(of(QUIET, zfs)).toEqual([]);
    const forced = { boot: { zfs: { forceImportRoot: false, forceImportAll: true } }, services: QUIET.services };
    expect(of(forced, zfs)).toEqual(['error ZFS_FORCE_IMPORT']); // NixOS refuses the one without the other.
  });

  test('does not hibernate', () => {
    const boot = { zfs: { forceImportRoot: false, allowHibernation: true } };
    expect(of({ boot, services: QUIET.services }, zfs)).toEqual(['warning ZFS_HIBERNATION']);
    const resume = { boot: { ...QUIET.boot, resumeDevice: '/dev/disk/by-label/swap' }, services: QUIET.services };
    expect(of(resume, zfs)).toEqual(['warning ZFS_HIBERNATION']);
  });

  test('holds no swap file', () => {
    const swapDevices = [{ device: '/var/swapfile', sizeMib: 1024 }];
    expect(of(QUIET, { ...zfs, swapDevices })).toEqual(['error ZFS_SWAP']);
    expect(of(QUIET, { ...root('/dev/disk/by-label/x', 'ext4'), swapDevices })).toEqual([]);
  });
});

describe('keys', () => {
  const keyFile = SecretFile.at('/run/agenix/tank');

  test('that are brought into the initial RAM disk are there', () => {
    const app = newApp();
    const host = hostOf(app);
    host.addOptions({ boot: { initrd: { secrets: { '/run/agenix/tank': '/etc/secret' } } } });
    freshPool({ encryption: { keyFile }, datasets: { var: { mountPoint: '/var' } } }, 'tank', host);
    expect(found(app)).toEqual([]);
  });

  test('that lie on a file system that is mounted later are not', () => {
    const app = newApp();
    const host = hostOf(app);
    host.addFileSystem('/keys', { device: '/dev/disk/by-label/keys', fsType: 'ext4' });
    freshPool({ encryption: { keyFile: SecretFile.at('/keys/tank') } }, 'tank', host);
    expect(one(app, 'ZFS_KEY_TOO_LATE').message).toBe(
      'tank is opened before its key /keys/tank is there: /keys is mounted later',
    );
  });

  test('of two pools that lie on one another open neither', () => {
    const app = newApp();
    const host = hostOf(app);
    const pair = { one: 'two', two: 'one' };
    for (const [name, other] of Object.entries(pair)) {
      const encryption = { keyFile: SecretFile.at(`/srv/${other}/key`) };
      new ZfsPool(host, name, { encryption, datasets: { data: { mountPoint: `/srv/${name}` } } });
    }
    expect(found(app)).toEqual(['error ZFS_KEY_ON_ITSELF', 'error ZFS_KEY_ON_ITSELF']);
  });
});

describe('mounts', () => {
  test('in order, of a dataset that ZFS mounts below one that NixOS mounts for it', () => {
    const app = newApp();
    new ZfsPool(hostOf(app), 'tank', {
      mountPoint: '/tank',
      mount: ZfsMount.ZFS,
      datasets: { a: { datasets: { b: {} } } },
    });
    expect(found(app)).toEqual([]);
  });

  test('of a USB disk that is a pool may be missing, once it says so', () => {
    for (const mountOptions of [undefined, ['nofail']]) {
      const app = newApp();
      const layout = { data: [ZfsVdev.stripe(ids('usb-Stick-0:0'))] };
      new ZfsPool(hostOf(app), 'stick', { layout, datasets: { a: { mountPoint: '/a', mountOptions } } });
      expect(found(app)).toEqual(mountOptions ? [] : ['warning MOUNT_REMOVABLE']);
    }
  });

  test('of the USB stick that the system is on must be there', () => {
    const app = newApp();
    new Disk(hostOf(app), 'stick', {
      device: '/dev/disk/by-id/usb-Stick-0:0',
      partitions: {
        ESP: DiskPartition.esp(),
        data: DiskPartition.of('1G', DiskContent.ext4('/data')),
        root: DiskPartition.rest(DiskContent.ext4('/')),
      },
    });
    expect(found(app)).toEqual([]);
  });
});

describe('what disko is told by hand', () => {
  const disk = (label: string, pool = 'tank') => ({
    [label]: {
      device: `/dev/disk/by-id/${label}`,
      content: { type: 'gpt', partitions: { zfs: { size: '100%', content: { type: 'zfs', pool } } } },
    },
  });
  const devices = (disks: object, tank: object) => ({ ...QUIET, disko: { devices: { disk: disks, zpool: { tank } } } });
  const topology = (...members: string[]) => ({
    mode: { topology: { type: 'topology', vdev: [{ members }] } },
    datasets: {},
  });
  const LONG = 'a-disk-with-a-name-that-is-too-long';

  test('a label that a topology asks for must not be too long', () => {
    expect(of(devices(disk(LONG), topology(LONG)))).toEqual(['error DISKO_LABEL_TOO_LONG']);
    expect(of(devices(disk(LONG), { datasets: {} }))).toEqual(['warning DISKO_LABEL_TOO_LONG']);
  });

  test('a pool that nobody declares, and one that nobody is in', () => {
    expect(of(devices({ ...disk('a'), ...disk('b', 'tnak') }, { datasets: {} }))).toEqual(['error DISKO_POOL_MEMBERS']);
    expect(of(devices({}, { datasets: {} }))).toEqual(['error DISKO_POOL_MEMBERS']);
  });

  test('may mount the root, as far as is known here', () => {
    const app = newApp();
    const host = hostOf(app);
    host.addOptions({ disko: { devices: { nodev: { '/': { fsType: 'tmpfs' } } } } });
    new Disk(host, 'd', { device: ids('a')[0]!, partitions: { srv: DiskPartition.rest(DiskContent.ext4('/srv')) } });
    expect(found(app)).toEqual([]);
  });

  test('a dataset that disko makes may be mounted by the host', () => {
    const app = newApp();
    const host = hostOf(app);
    new ZfsPool(host, 'tank', {
      provisioning: ZfsProvisioning.DISKO,
      layout: { data: [ZfsVdev.mirror(ids('a', 'b'))] },
      datasets: { 'deep/one': {} },
    });
    for (const name of ['deep', 'deep/one']) host.addFileSystem(`/${name}`, { device: `tank/${name}`, fsType: 'zfs' });
    expect(found(app)).toEqual([]);
  });
});

describe('syncoid that pulls', () => {
  const pull = (source: string, more: (vault: Host, home: Host) => void = () => {}) => {
    const app = newApp();
    const lan = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });
    const vault = hostOf(app, 'vault', lan('10.102.0.5/24'));
    const home = hostOf(app, 'home', lan('10.102.0.6/24'));
    const commands = { home: { source, target: 'vault/home', sshKey: '/run/keys/syncoid' } };
    vault.addOptions({ services: { syncoid: { enable: true, commands } } });
    more(vault, home);
    return found(app);
  };
  const key = { openssh: { authorizedKeys: { keys: ['ssh-ed25519 AAAA pull'] } } };

  test('is let in by the host that it asks', () => {
    expect(pull('pull@home:tank/home')).toEqual(['warning ZFS_REPLICATION_NO_LOGIN']);
    expect(pull('pull@10.102.0.6:tank/home')).toEqual(['warning ZFS_REPLICATION_NO_LOGIN']);
    expect(pull('pull@elsewhere:tank/home')).toEqual([]);
    const user = { isSystemUser: true, group: 'nogroup', useDefaultShell: true, ...key };
    expect(pull('pull@home:tank/home', (_, home) => home.addOptions({ users: { users: { pull: user } } }))).toEqual([]);
  });

  test('is not as root where sshd lets no root in', () => {
    const options = { users: { users: { root: key } } };
    expect(pull('root@home:tank/home', (_, home) => home.addOptions(options))).toEqual([
      'warning ZFS_REPLICATION_NO_LOGIN',
    ]);
  });
});
