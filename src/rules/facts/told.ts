import { IConstruct } from 'constructs';
import { listenAddress, Speaks } from './listener';
import { Defined } from '../../app/definitions/definitions';
import { isPlainSet } from '../../app/option-tree';

/** What is said of one option: nothing, something that only Nix can tell, or a value. */
export interface Told {
  readonly set: boolean;
  readonly known: boolean;
  readonly value?: unknown;
  readonly owner?: IConstruct;
}

/** What definitions of one priority say together: lists are one list. */
export function toldBy(found: readonly Defined[]): Told {
  const [first] = found;
  if (!first) return { set: false, known: true };
  const { owner } = first;
  if (found.some(({ conditional }) => conditional)) return { set: true, known: false, owner };
  if (found.every(({ value }) => Array.isArray(value))) {
    return { set: true, known: true, owner, value: found.flatMap(({ value }) => value as unknown[]) };
  }
  if (!found.every(({ value }) => Object.is(value, first.value))) return { set: true, known: false, owner };
  return { set: true, known: isData(first.value), owner, value: first.value };
}

function isData(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value) || isPlainSet(value);
}

/** A port, also at the end of `127.0.0.1:8384`. */
export function portOf(value: unknown): { port: number; address?: string } | undefined {
  if (typeof value === 'number') return value > 0 ? { port: value } : undefined;
  if (typeof value !== 'string') return undefined;
  const [, address, port] = /^(?:(?:[a-z]+:\/\/)?(.*):)?(\d{1,5})$/.exec(value) ?? [];
  if (port === undefined) return undefined;
  return { port: Number(port), ...(address === undefined ? {} : { address: listenAddress(address) }) };
}

/** The ports of the host in `127.0.0.1:8080-8081:80-81/tcp`. */
export function publishedPorts(text: unknown): { protocol: Speaks; port: number; address: string }[] {
  if (typeof text !== 'string') return [];
  const [, address, from, to, protocol] =
    /^(?:(\[[^\]]+\]|[^:]*):)?(\d+)(?:-(\d+))?:\d+(?:-\d+)?(?:\/(tcp|udp))?$/.exec(text) ?? [];
  if (from === undefined) return [];
  const count = to === undefined ? 1 : Math.min(Number(to) - Number(from) + 1, 1024);
  return Array.from({ length: Math.max(count, 0) }, (_, i) => ({
    protocol: protocol === 'udp' ? 'udp' : 'tcp',
    port: Number(from) + i,
    address: listenAddress(address ?? '*'),
  }));
}
