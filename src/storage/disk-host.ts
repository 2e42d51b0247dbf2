import { Construct } from 'constructs';
import { NixModule } from '../app';
import { plainOptions } from '../app/plain-options';
import { Host } from '../hosts';
import { Nix } from '../nix';
import type { Disk } from './disk';
import type { DiskLayout } from './disk-layout';
import { ZfsHost } from './zfs-host';

const ID = '$disks';

/**
 * What all layouts of a host share, and what only all of them together can
 * tell. Each layout asks for it; it is there once.
 *
 * @internal
 */
export class DiskHost extends Construct {
  /** Whether `construct` is one. */
  public static isDiskHost(construct: any): construct is DiskHost {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  public static of(host: Host): DiskHost {
    return (host.node.tryFindChild(ID) as DiskHost | undefined) ?? new DiskHost(host);
  }

  /** The layouts of the host, in the order they were made. */
  public readonly layouts: DiskLayout[] = [];
  /** Its disks by their paths. */
  public readonly disks = new Map<string, Disk>();
  private readonly biosBoot = new Set<string>();

  private constructor(public readonly host: Host) {
    super(host, ID);
    Object.defineProperty(this, BRAND, { value: true });
    const module = new NixModule(this, 'module', { description: `${host.node.path}: disks` });
    module._supply(() => this.options());
  }

  public add(layout: DiskLayout): void {
    this.layouts.push(layout);
  }

  /** Note a disk that disko gives a partition for GRUB. */
  public _hasBiosBoot(device: string): void {
    this.biosBoot.add(device);
  }

  /** Lay out a disk: pools that have a part of it leave it to its `Disk`. */
  public _lay(disk: Disk): void {
    if (!this.disks.has(disk.device)) this.disks.set(disk.device, disk);
    if (disk._reader.hasBiosBoot) this._hasBiosBoot(disk.device);
    if (disk._reader.zfsPartitions.length > 0) ZfsHost.of(this.host)._laidOut.add(disk.device);
  }

  /**
   * disko adds each disk with a BIOS boot partition to GRUB's disks. Where the
   * host names it too, NixOS refuses it as given twice: here it stands once.
   */
  private options(): Record<string, any> | undefined {
    const grubDevices = this.grubDevices();
    const added = [...this.biosBoot];
    if (!added.some((device) => grubDevices.includes(device))) return undefined;
    const devices = [...new Set([...grubDevices, ...added])];
    return { boot: { loader: { grub: { devices: Nix.mkForce(devices) } } } };
  }

  private grubDevices(): string[] {
    const values = (...path: string[]) => plainOptions(this.host, ['boot', 'loader', 'grub', ...path], this);
    const devices = [...values('device'), ...values('devices').flat()];
    return devices.filter((device): device is string => typeof device === 'string' && device !== 'nodev');
  }
}

const BRAND = Symbol.for('cosmo-nix.DiskHost');
