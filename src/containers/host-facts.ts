import { IConstruct } from 'constructs';
import { System } from '../app';
import { isPlainSet } from '../app/option-tree';

/** What the modules of a host say about its network, as far as they say it in plain data. */
export class HostFacts {
  /** Whether it uses nftables. */
  public readonly nftables: boolean;
  /** Whether systemd-networkd runs. */
  public readonly networkd: boolean;
  /** Whether the interface for address translation is set. */
  public readonly natInterface: boolean;

  /**
   * @param except a construct whose own modules are not asked
   */
  constructor(system: System, except: IConstruct) {
    const trees = system._modules
      .filter((module) => module.node.scope !== except && module._props.source === undefined)
      .map((module) => module._definitions());
    const holds = (path: string[], is: (value: unknown) => boolean) =>
      trees.some((tree) => is(path.reduce((at: unknown, key) => (isPlainSet(at) ? at[key] : undefined), tree)));
    const on = (value: unknown) => value === true;
    this.nftables = holds(['networking', 'nftables', 'enable'], on);
    this.networkd = holds(['networking', 'useNetworkd'], on) || holds(['systemd', 'network', 'enable'], on);
    this.natInterface = holds(['networking', 'nat', 'externalInterface'], (value) => value !== undefined);
  }
}
