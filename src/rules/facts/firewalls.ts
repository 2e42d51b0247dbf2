import { IConstruct } from 'constructs';
import { Speaks } from './listener';
import { listeners } from './listeners';
import { Estate, System } from '../../app';
import { Defined, keyPathOf } from '../../app/definitions/definitions';
import { isPlainSet } from '../../app/option-tree';

/** What a firewall lets in. */
export interface Opening {
  readonly protocol: Speaks;
  readonly from: number;
  readonly to: number;
  /** The interface; undefined for all of them. */
  readonly interfaceName?: string;
  readonly owner: IConstruct;
  readonly keyPath: string;
  /** Whether it stands behind a condition. */
  readonly conditional: boolean;
  /** Whether a service's `openFirewall` makes it. */
  readonly byService: boolean;
}

/** The firewall of a machine or of a container with a network of its own. */
export interface Firewall {
  readonly realm: System;
  readonly enabled: boolean;
  readonly openings: readonly Opening[];
  readonly trusted: ReadonlySet<string>;
  /** Whether something that cannot be read may open more. */
  readonly more: boolean;
  /** Whether it is known to be closed there; with no interface told, on all of them. */
  readonly closed: (protocol: Speaks, port: number, interfaceName?: string) => boolean;
  /** Whether it is known to be open on every interface. */
  readonly openToAll: (protocol: Speaks, port: number) => boolean;
}

/** The firewalls of the estate; each is read when it is asked for. */
export function firewalls(estate: Estate): (realm: System) => Firewall {
  const found = new Map<System, Firewall>();
  return (realm) => {
    let one = found.get(realm);
    if (!one) found.set(realm, (one = read(estate, realm)));
    return one;
  };
}

const BASE = ['networking', 'firewall'];
const LISTS: readonly [name: string, protocol: Speaks][] = [
  ['allowedTCPPorts', 'tcp'],
  ['allowedUDPPorts', 'udp'],
  ['allowedTCPPortRanges', 'tcp'],
  ['allowedUDPPortRanges', 'udp'],
];

function read(estate: Estate, realm: System): Firewall {
  const options = estate.optionsOf(realm);
  const all = estate._table(listeners);
  const services = all.services(realm);
  const openings: Opening[] = [];
  let more = options.unseen.length > 0 || (services?.opensMore ?? false);
  const nftables = options._at(['networking', 'nftables']).length > 0;
  more ||= nftables && ['tables', 'ruleset'].some((key) => options._at(['networking', 'nftables', key]).length > 0);
  // Most hosts say nothing of it: one look, then.
  const told = options._at(BASE).length > 0;
  more ||= told && ['extraCommands', 'extraInputRules'].some((key) => options._at([...BASE, key]).length > 0);
  const take = (defined: readonly Defined[], protocol: Speaks, name: string) => {
    for (const one of defined) {
      if (!Array.isArray(one.value)) more = true;
      else openings.push(...openingsOf(one, protocol, name));
    }
  };
  for (const [name, protocol] of told ? LISTS : []) {
    take(options._taken([...BASE, name]), protocol, name);
    take(options._at([...BASE, 'interfaces', '*', name]), protocol, name);
  }
  for (const { opened, openedBy } of services?.running ?? []) {
    for (const { protocol, port } of opened) {
      openings.push({ protocol, from: port, to: port, ...openedBy!, conditional: false, byService: true });
    }
  }
  const trusted = new Set<string>();
  for (const { value } of told ? options._taken([...BASE, 'trustedInterfaces']) : []) {
    for (const name of Array.isArray(value) ? value : []) if (typeof name === 'string') trusted.add(name);
  }
  const enabled = !told || !options._taken([...BASE, 'enable']).some(({ value }) => value === false);
  const lets = (protocol: Speaks, port: number, interfaceName?: string) => {
    if (interfaceName !== undefined && [...trusted].some((name) => matches(name, interfaceName))) return true;
    return openings.some(
      (one) =>
        one.protocol === protocol &&
        one.from <= port &&
        port <= one.to &&
        (one.interfaceName === undefined || interfaceName === undefined || matches(one.interfaceName, interfaceName)),
    );
  };
  return {
    realm,
    enabled,
    openings,
    trusted,
    more,
    closed: (protocol, port, interfaceName) => {
      if (!enabled || lets(protocol, port, interfaceName)) return false;
      return interfaceName !== undefined || trusted.size === 0;
    },
    openToAll: (protocol, port) =>
      !enabled ||
      openings.some(
        (one) => one.protocol === protocol && one.from <= port && port <= one.to && one.interfaceName === undefined,
      ),
  };
}

function openingsOf({ value, owner, names, conditional }: Defined, protocol: Speaks, name: string): Opening[] {
  const [interfaceName] = names;
  const keyPath = keyPathOf([...BASE, ...(interfaceName === undefined ? [] : ['interfaces', interfaceName]), name]);
  const opening = (from: number, to: number): Opening => ({
    protocol,
    from,
    to,
    owner,
    keyPath,
    conditional: conditional === true,
    byService: false,
    ...(interfaceName === undefined ? {} : { interfaceName }),
  });
  return (value as unknown[]).flatMap((one) => {
    if (typeof one === 'number') return [opening(one, one)];
    if (isPlainSet(one) && typeof one.from === 'number' && typeof one.to === 'number') {
      return [opening(one.from, one.to)];
    }
    return [];
  });
}

/** Whether a name in the firewall stands for an interface: `ve-+` and `ve-*` for all that begin so. */
function matches(pattern: string, name: string): boolean {
  return /[+*]$/.test(pattern) ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}
