import { IConstruct } from 'constructs';
import { Estate } from '../../app';
import { keyPathOf } from '../../app/definitions/definitions';
import { contains, IpPrefix, parseAddress, parsePrefix } from '../../app/ip';
import { ContainerNetwork, NixosContainer } from '../../containers';
import { LibvirtNetwork } from '../../guests';
import { Host } from '../../hosts';
import { Lan, TailscaleNode } from '../../network';

/** A network that a host routes into, or stands in. */
export interface SubnetFact {
  readonly network: IpPrefix;
  readonly owner: IConstruct;
  /** What a reader calls it. */
  readonly name: string;
  readonly keyPath?: string;
  /** What is said to mend it. */
  readonly mend: string;
  /** Whether nobody has written it: the default of a program. */
  readonly implied: boolean;
  /** Whether it is where the host itself stands: a network of the house. */
  readonly house: boolean;
}

/** The networks behind each host: pools of containers, networks of libvirt, of Docker, of Podman, of Tailscale. */
export function subnetsBehind(estate: Estate): ReadonlyMap<Host, readonly SubnetFact[]> {
  const behind = new Map<Host, SubnetFact[]>();
  const add = (host: IConstruct | undefined, fact: SubnetFact) => {
    if (!Host.isHost(host)) return;
    const before = behind.get(host);
    if (before) before.push(fact);
    else behind.set(host, [fact]);
  };
  const cables = estate._all(NixosContainer.isNixosContainer).filter((one) => one.hostAddress !== undefined);
  for (const one of estate._all(ContainerNetwork.isContainerNetwork)) {
    const pool = parsePrefix(one.pool)!;
    const inPool = (container: NixosContainer) =>
      container.system === one.system && contains(pool, parseAddress(container.hostAddress!)!);
    if (!cables.some(inPool)) continue;
    add(one.system, {
      ...written(
        one.pool,
        one,
        `the pool of containers ${one.pool}`,
        'pool',
        'give the pool another network: new ContainerNetwork(…, { pool })',
      ),
    });
  }
  for (const container of cables) {
    if (
      behind.get(container.system as Host)?.some(({ network }) => contains(network, parseAddress(container.address)!))
    ) {
      continue;
    }
    const text = `the container ${container.containerName} (${container.address})`;
    const mend = 'give the container an address of a network that nothing else uses: subnet';
    add(container.system, written(`${container.address}/32`, container, text, 'subnet', mend));
  }
  for (const one of estate._all(LibvirtNetwork.isLibvirtNetwork)) {
    const subnet = one._subnet;
    if (subnet === undefined) continue;
    add(
      one.machine,
      written(
        subnet,
        one,
        `the network ${one.networkName} of libvirt (${subnet})`,
        'subnet',
        'give one of the two another subnet',
      ),
    );
  }
  for (const node of estate._all(TailscaleNode.isTailscaleNode)) {
    add(node.system, {
      ...written('100.64.0.0/10', node, 'the tailnet (100.64.0.0/10)', undefined, 'leave 100.64.0.0/10 to Tailscale'),
      implied: true,
    });
  }
  for (const host of estate._all(Host.isHost)) {
    if (estate.optionsOf(host)._at(['virtualisation']).length === 0) continue;
    for (const { value, owner } of containerRanges(estate, host)) {
      if (typeof value !== 'string' || !parsePrefix(value)) continue;
      add(
        host,
        written(
          value,
          owner,
          `the containers of Docker (${value})`,
          'virtualisation.docker.daemon.settings.bip',
          'give bip another network',
        ),
      );
    }
    for (const [program, network, setting] of DEFAULTS) {
      if (!enables(estate, host, program) || estate.optionsOf(host)._at(setting).length > 0) continue;
      add(host, {
        ...written(
          network,
          host,
          `the containers of ${program} (${network})`,
          undefined,
          `give them another network: ${keyPathOf(setting)}`,
        ),
        implied: true,
      });
    }
  }
  return behind;
}

/** Programs that take a network for their containers without being told one. */
const DEFAULTS: readonly [program: string, network: string, setting: readonly string[]][] = [
  ['docker', '172.17.0.0/16', ['virtualisation', 'docker', 'daemon', 'settings', 'bip']],
  ['podman', '10.88.0.0/16', ['virtualisation', 'podman', 'defaultNetwork', 'settings']],
];

function enables(estate: Estate, host: Host, program: string): boolean {
  const options = estate.optionsOf(host);
  if (options._taken(['virtualisation', program, 'enable']).some(({ value }) => value === true)) return true;
  if (options._at(['virtualisation', 'oci-containers', 'containers', '*']).length === 0) return false;
  const [backend] = options._taken(['virtualisation', 'oci-containers', 'backend']);
  return (backend?.value ?? 'podman') === program;
}

function containerRanges(estate: Estate, host: Host) {
  return estate.optionsOf(host)._at(['virtualisation', 'docker', 'daemon', 'settings', 'bip']);
}

function written(text: string, owner: IConstruct, name: string, keyPath: string | undefined, mend: string): SubnetFact {
  return { network: parsePrefix(text)!, owner, name, keyPath, mend, implied: false, house: false };
}

/** The Lans that are for what stands at a place. */
export function lansOf(estate: Estate): (construct: IConstruct) => readonly Lan[] {
  const all = estate._all(Lan.isLan);
  const bySite = new Map<IConstruct, Lan[]>();
  for (const lan of all) {
    const site = lan.node.scope!;
    const before = bySite.get(site);
    if (before) before.push(lan);
    else bySite.set(site, [lan]);
  }
  return (construct) => {
    if (bySite.size === 0) return [];
    const found: Lan[] = [];
    for (let at: IConstruct | undefined = construct; at; at = at.node.scope) found.push(...(bySite.get(at) ?? []));
    return found;
  };
}
