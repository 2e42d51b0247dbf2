import { Construct } from 'constructs';
import { Host, ZfsDataset, ZfsPool, ZfsProvisioning, ZfsVdev } from 'cosmo-nix';

const DISK = '/dev/disk/by-id/ata-WDC_WD80EFPX-68C4ZN0_WD-RD0';

/** The pools of the NAS: disko makes both when it is installed. */
export class Storage extends Construct {
  public readonly photos: ZfsDataset;
  public readonly documents: ZfsDataset;
  public readonly media: ZfsDataset;
  public readonly timeMachine: ZfsDataset;

  constructor(host: Host, id: string) {
    super(host, id);
    new ZfsPool(this, 'rpool', {
      provisioning: ZfsProvisioning.DISKO,
      layout: { data: [ZfsVdev.stripe([{ device: '/dev/disk/by-id/nvme-WD_Red_SN700_500GB_2342A0', espSize: '1G' }])] },
      datasets: { root: { mountPoint: '/' }, nix: { mountPoint: '/nix' }, var: { mountPoint: '/var' } },
    });
    // Any two of the six may die.
    const tank = new ZfsPool(this, 'tank', {
      provisioning: ZfsProvisioning.DISKO,
      layout: { data: [ZfsVdev.raidz2([1, 2, 3, 4, 5, 6].map((number) => `${DISK}${number}`))] },
      snapshots: { hourly: 24, daily: 30, monthly: 6 },
    });
    this.photos = tank.addDataset('photos', { mountPoint: '/srv/photos', recordsize: '1M' });
    this.documents = tank.addDataset('documents', { mountPoint: '/srv/documents' });
    this.media = tank.addDataset('media', { mountPoint: '/srv/media', recordsize: '1M' });
    // Time Machine keeps versions of its own, and takes all that it is given.
    this.timeMachine = tank.addDataset('timemachine', { mountPoint: '/srv/timemachine', quota: '2T' });
  }
}
