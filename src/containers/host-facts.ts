import { IConstruct } from 'constructs';
import { System } from '../app';
import { plainOptions } from '../app/plain-options';

/** What the modules of a host say about its network, as far as they say it in plain data. */
export class HostFacts {
  /** Whether it uses nftables. */
  public readonly nftables: boolean;
  /** Whether systemd-networkd runs. */
  public readonly networkd: boolean;

  /**
   * @param except a construct whose own modules are not asked
   */
  constructor(system: System, except: IConstruct) {
    const ask = (...path: string[]) => plainOptions(system, path, except);
    this.nftables = ask('networking', 'nftables', 'enable').includes(true);
    this.networkd = [...ask('networking', 'useNetworkd'), ...ask('systemd', 'network', 'enable')].includes(true);
  }
}
