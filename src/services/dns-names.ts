import { IConstruct } from 'constructs';
import { contains, IpPrefix, parseAddress } from '../app/ip';
import type { RuleFinding } from '../app/rules/rule';
import { ContainerSystem, NixosContainer } from '../containers';
import { LibvirtGuest } from '../guests';
import { Host } from '../hosts';
import { DnsRecord, fullName, isDnsName } from './dns-record';
import { guestOf } from './reach';
import { ReverseProxy } from './reverse-proxy';

/** A name with its addresses. */
export interface DnsEntry {
  /** The full name; may begin with `*.`. */
  readonly name: string;
  readonly addresses: string[];
  /** What has it. */
  readonly owner: IConstruct;
  /** Whether it is the name of the machine, so that its addresses lead back to it. */
  readonly machine: boolean;
}

/** What names are asked of. */
export interface DnsScope {
  readonly root: IConstruct;
  readonly self: IConstruct;
  readonly domain: string;
  readonly networks: readonly IpPrefix[];
  readonly exclude: ReadonlySet<string>;
  readonly records: readonly DnsRecord[];
}

/** Takes what is wrong with a name. */
export type Complain = (code: string, finding: RuleFinding) => void;

/** The names of the estate, in one walk over its tree; what is wrong with them goes to `found`. */
export function dnsNames(scope: DnsScope, found?: Complain): DnsEntry[] {
  const names = new Names(scope, found);
  const stack: IConstruct[] = [scope.root];
  while (stack.length > 0) {
    const at = stack.pop()!;
    names.visit(at);
    const { children } = at.node;
    for (let i = children.length - 1; i >= 0; i--) stack.push(children[i]!);
  }
  for (const record of scope.records) {
    if (record._kind === 'address') names.add(record._name, record._values, scope.self, false);
  }
  for (const record of scope.records) if (record._kind === 'alias') names.alias(record);
  return names.all;
}

class Names {
  private readonly byName = new Map<string, DnsEntry>();

  constructor(
    private readonly scope: DnsScope,
    private readonly found?: Complain,
  ) {}

  public get all(): DnsEntry[] {
    return [...this.byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  public visit(at: IConstruct): void {
    if (Host.isHost(at)) {
      const guest = guestOf(at);
      this.add(at.systemName, at.addresses.length > 0 || !guest ? at.addresses : guestAddresses(guest), at, true);
    } else if (NixosContainer.isNixosContainer(at)) {
      this.add(at.containerName, containerAddresses(at), at, at.inside.ownNetwork);
    } else if (LibvirtGuest.isLibvirtGuest(at) && !at.hasHost) {
      this.add(at.guestName, guestAddresses(at), at, true);
    } else if (ReverseProxy.isReverseProxy(at)) {
      const realm = at.system._networkRealm();
      const addresses = ContainerSystem.isContainerSystem(realm)
        ? containerAddresses(realm.node.scope as unknown as NixosContainer)
        : at.addresses;
      // Tailscale itself answers for the names of its machines.
      for (const name of at.hostNames) if (!name.endsWith('.ts.net')) this.add(name, addresses, at, false);
    }
  }

  public add(given: string, addresses: readonly string[], owner: IConstruct, machine: boolean): void {
    const { domain, exclude, networks } = this.scope;
    if (exclude.has(given.toLowerCase())) return;
    const name = fullName(given, domain);
    if (!isDnsName(name.replace(/^\*\./, ''))) {
      this.found?.('DNS_NAME', {
        message: `${given} cannot be a name in ${domain}`,
        why: 'names take letters, digits and -',
        mend: `rename it, or leave it out: exclude: ['${given}']`,
        related: [owner],
        // Each name server of the estate meets it.
        cause: owner.node.path,
      });
      return;
    }
    const given4 = addresses.filter((text) => networks.length === 0 || within(networks, text));
    if (given4.length === 0) {
      this.found?.('DNS_NO_ADDRESS', {
        message: `${name} has no address that is known${networks.length > 0 ? ' in the networks that are given out' : ''}`,
        mend: 'give it a static one, or a record: DnsRecord.address(…)',
        related: [owner],
        cause: 'no address',
      });
      return;
    }
    const before = this.byName.get(name);
    if (!before) this.byName.set(name, { name, addresses: [...given4], owner, machine });
    else if (before.owner !== owner || machine) this.clash(before, given4, owner);
    else for (const address of given4) if (!before.addresses.includes(address)) before.addresses.push(address);
  }

  /** An alias gets the addresses of its target: neither program looks further for a name of its own. */
  public alias(record: DnsRecord): void {
    const [target] = record._values;
    const entry = this.byName.get(fullName(target!, this.scope.domain));
    if (entry) return this.add(record._name, entry.addresses, this.scope.self, false);
    this.found?.('DNS_ALIAS', {
      message: `${record._name} stands for ${target}, which is no name of the estate with an address`,
      mend: 'correct it, or give its addresses: DnsRecord.address(…)',
      keyPath: 'records',
    });
    return undefined;
  }

  private clash(before: DnsEntry, addresses: readonly string[], owner: IConstruct): void {
    if (addresses.length === before.addresses.length && addresses.every((one) => before.addresses.includes(one))) {
      return;
    }
    this.found?.('DNS_NAME_TWICE', {
      message: `${before.name} is the name of two: ${before.owner.node.path} (${before.addresses.join(', ')}) and ${owner.node.path} (${addresses.join(', ')})`,
      mend: 'rename one of them, or leave the name out and give a record for it: exclude, records',
      keyPath: 'exclude',
      related: [before.owner, owner],
    });
  }
}

function within(networks: readonly IpPrefix[], text: string): boolean {
  const address = parseAddress(text);
  return address !== undefined && networks.some((network) => contains(network, address));
}

function containerAddresses(container: NixosContainer): string[] {
  if (!container.inside.ownNetwork) return Host.isHost(container.system) ? container.system.addresses : [];
  return [
    ...new Set([...known(() => container.address), ...(container.address6 === undefined ? [] : [container.address6])]),
  ];
}

function guestAddresses(guest: LibvirtGuest): string[] {
  return known(() => guest.address);
}

/** An address, or nothing where only DHCP knows it. */
function known(address: () => string): string[] {
  try {
    return [address()];
  } catch {
    return [];
  }
}
