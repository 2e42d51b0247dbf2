import { Construct } from 'constructs';
import { Feature, FeatureProps, Host, Lan, ZfsDataset } from 'cosmo-nix';

/** The port of SMB. */
const SMB = 445;

/** Props of `Shares`. */
export interface SharesProps extends FeatureProps {
  /** The network that may come. */
  readonly lan: Lan;
  /** The interface by which it comes. */
  readonly interface: string;
}

/** Folders of the NAS for Windows, macOS and Linux, over SMB, by the module that NixOS has for Samba. */
export class Shares extends Feature {
  constructor(scope: Construct, id: string, props: SharesProps) {
    super(scope, id, props);
    const { lan, interface: by } = props;
    const host = Host.of(this);
    host.firewall.allowTcp(SMB, { interface: by });
    this.addOptions({
      services: {
        samba: {
          enable: true,
          nmbd: { enable: false },
          winbindd: { enable: false },
          settings: {
            global: {
              'server string': host.systemName,
              'server min protocol': 'SMB3',
              'server smb encrypt': 'required',
              interfaces: `lo ${by}`,
              'bind interfaces only': true,
              'hosts allow': `${lan.subnet} 127.0.0.1`,
              'map to guest': 'never',
              // What a Mac keeps beside a file goes with it.
              'vfs objects': ['catia', 'fruit', 'streams_xattr'],
              'fruit:metadata': 'stream',
            },
          },
        },
        // Explorer finds the NAS by it.
        'samba-wsdd': { enable: true, interface: by },
      },
    });
    host.firewall.allowTcp(5357, { interface: by });
    host.firewall.allowUdp(3702, { interface: by });
  }

  /** Share a dataset with these users. Windows shows its daily snapshots as previous versions. */
  public add(name: string, dataset: ZfsDataset, users: string[]): void {
    this.share(name, dataset, users, {
      'vfs objects': ['catia', 'fruit', 'streams_xattr', 'shadow_copy2'],
      'shadow:snapdir': '.zfs/snapshot',
      'shadow:format': 'autosnap_%Y-%m-%d_%H:%M:%S_daily',
      'shadow:localtime': true,
      'shadow:sort': 'desc',
    });
  }

  /** Share a dataset as a place for Time Machine. */
  public addTimeMachine(name: string, dataset: ZfsDataset, users: string[]): void {
    this.share(name, dataset, users, { 'fruit:time machine': true });
  }

  private share(name: string, dataset: ZfsDataset, users: string[], settings: Record<string, any>): void {
    const path = dataset.mountPoint!;
    this.addOptions({
      services: {
        samba: { settings: { [name]: { path, 'valid users': users, 'read only': false, ...settings } } },
      },
    });
  }
}
