import { createHash } from 'crypto';
import { Construct, IConstruct } from 'constructs';
import { ClaimKind, Claims, CosmoError, Feature, FeatureProps, System } from '../app';
import { HostFacts } from './host-facts';
import { formatAddress, formatNetwork, IpPrefix, parsePrefix, sizeOf } from '../app/ip';
import { refuser } from '../app/refuse';

/** Props of `ContainerNetwork`. */
export interface ContainerNetworkProps extends FeatureProps {
  /**
   * Where containers without a subnet take one from: an IPv4 network of /8 to /22.
   * @default "10.233.0.0/16"
   */
  readonly pool?: string;
  /**
   * The interface of the host that leads to the internet.
   * @default - none: addresses are translated on every way out
   */
  readonly externalInterface?: string;
}

/** @internal the two ends of a virtual cable */
export interface Cable {
  readonly host: string;
  readonly local: string;
}

/**
 * What all containers of a host share: the pool their addresses come from and
 * address translation, set up once. Made by the first container; make it
 * yourself, before that, to say more.
 *
 * @example
 * import { ContainerNetwork, Host, NixosContainer } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * // For all containers of the host that have a network of their own.
 * new ContainerNetwork(laddie, 'container-network', { externalInterface: 'br0' });
 * new NixosContainer(laddie, 'git', { config: { services: { forgejo: { enable: true } } } });
 */
export class ContainerNetwork extends Feature {
  /** Whether `construct` is a ContainerNetwork. */
  public static isContainerNetwork(construct: any): construct is ContainerNetwork {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** The container network of the System that `construct` stands in; made where there is none yet. */
  public static of(construct: IConstruct): ContainerNetwork {
    const system = System.of(construct);
    return (system as Holder)[SLOT] ?? new ContainerNetwork(system, '$container-network');
  }

  /** The pool of addresses. */
  public readonly pool: string;
  /** The interface that leads to the internet, where it was told. */
  public readonly externalInterface?: string;
  private readonly poolPrefix: IpPrefix;
  private readonly cables = new Map<string, number>();
  private cabled = false;
  private nat = false;
  private nat6 = false;

  /**
   * @throws `CONTAINER_NETWORK_TWICE` where the host has one already; `CONTAINER_POOL` where the pool is no IPv4
   * network of /8 to /22; `CONTAINER_POOL_EMPTY`, when a container is made, where no subnet is left for it
   */
  constructor(scope: Construct, id: string, props: ContainerNetworkProps = {}) {
    super(scope, id, props);
    Object.defineProperty(this, BRAND, { value: true });
    const holder = this.system as Holder;
    if (holder[SLOT]) {
      refuser(this)(
        'CONTAINER_NETWORK_TWICE',
        `${this.system.node.path} has a container network already: ${holder[SLOT].node.path}`,
        'make it once, before the containers of the host',
      );
    }
    holder[SLOT] = this;
    this.pool = props.pool ?? '10.233.0.0/16';
    this.externalInterface = props.externalInterface;
    const pool = parsePrefix(this.pool);
    if (!pool || pool.family !== 4 || pool.value !== pool.network || pool.prefix < 8 || pool.prefix > 22) {
      throw new CosmoError({
        code: 'CONTAINER_POOL',
        message: `"${this.pool}" is no pool that containers can take subnets from`,
        why: 'each container takes a /24 of it',
        mend: "give an IPv4 network of /8 to /22 that nothing else uses, such as '10.233.0.0/16'",
        construct: this,
        keyPath: 'pool',
      });
    }
    this.poolPrefix = pool;
    this.module._supply(() => this.settings());
  }

  /** @internal whether the host translates addresses for its containers. */
  public get _translates(): boolean {
    return this.nat;
  }

  /** @internal have the host translate addresses */
  public _requireNat(ipv6: boolean): void {
    this.cabled = true;
    this.nat = true;
    if (ipv6) this.nat6 = true;
  }

  /** @internal note the host's end of a cable */
  public _useHostAddress(address: string): void {
    this.cabled = true;
    Claims.of(this).add({
      kind: ClaimKind.IP_ADDRESS,
      value: address,
      within: this.system.node.path,
      purpose: 'the host, towards its containers',
    });
  }

  /** @internal the /24 of a container, found by its name so that it stays where others come and go */
  public _subnetFor(containerName: string): string {
    const count = Number(sizeOf(this.poolPrefix) / 256n);
    const start = createHash('sha256').update(containerName).digest().readUInt32BE(0);
    for (let tried = 0; tried < count - 1; tried++) {
      const network = this.poolPrefix.network + 256n * BigInt(1 + ((start + tried) % (count - 1)));
      const subnet = formatNetwork({ family: 4, value: network, network, prefix: 24 });
      if (!this.cables.has(subnet)) return subnet;
    }
    return refuser(this)(
      'CONTAINER_POOL_EMPTY',
      `the pool ${this.pool} has no subnet left for ${containerName}`,
      'give a larger pool',
      'pool',
    );
  }

  /** @internal the next cable of a subnet; undefined where it is full */
  public _nextCable(subnet: IpPrefix): Cable | undefined {
    const key = formatNetwork(subnet);
    const index = (this.cables.get(key) ?? 1) + 1;
    // The last address of an IPv4 network is its broadcast address.
    const last = sizeOf(subnet) - (subnet.family === 4 ? 2n : 1n);
    if (BigInt(index) > last) return undefined;
    this.cables.set(key, index);
    return this._cable(subnet, subnet.network + BigInt(index));
  }

  /** @internal the cable from the first address of a subnet to one of its addresses */
  public _cable(subnet: IpPrefix, local: bigint): Cable {
    const key = formatNetwork(subnet);
    if (!this.cables.has(key)) this.cables.set(key, 1);
    const { family } = subnet;
    return {
      host: formatAddress({ family, value: subnet.network + 1n }),
      local: formatAddress({ family, value: local }),
    };
  }

  private settings(): Record<string, any> | undefined {
    if (!this.cabled) return undefined;
    const facts = new HostFacts(this.system, this);
    const networkd = facts.networkd && {
      network: { networks: { '10-container-ve': { matchConfig: { Name: 've-*' }, linkConfig: { Unmanaged: true } } } },
    };
    const nat = this.nat && {
      enable: true,
      internalInterfaces: [facts.nftables ? 've-*' : 've-+'],
      externalInterface: this.externalInterface,
      enableIPv6: this.nat6 ? true : undefined,
    };
    return { ...(nat ? { networking: { nat } } : {}), ...(networkd ? { systemd: networkd } : {}) };
  }
}

const SLOT = Symbol.for('cosmo-nix.ContainerNetwork.of');
const BRAND = Symbol.for('cosmo-nix.ContainerNetwork');

interface Holder {
  [SLOT]?: ContainerNetwork;
}
