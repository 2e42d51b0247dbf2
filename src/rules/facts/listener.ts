import { IConstruct } from 'constructs';
import { System } from '../../app';
import { canonicalAddress, isLoopback } from '../../app/ip';

/** What a port speaks, as facts have it. */
export type Speaks = 'tcp' | 'udp';

/** Something that listens on a port of a machine or a container. */
export interface Listener {
  /** Whose network it is. */
  readonly realm: System;
  /** Where it is set up: the host, or a container on its network. */
  readonly system: System;
  readonly protocol: Speaks;
  readonly port: number;
  /** `*` for every address, `?` where nobody knows it. */
  readonly address: string;
  /** Who says so. */
  readonly owner: IConstruct;
  /** What a reader calls it. */
  readonly name: string;
  /** The option that says so; undefined for a claim of a construct. */
  readonly keyPath?: string;
  /** What keeps it from being for everybody, where that is known. */
  readonly internal?: string;
}

const WILDCARDS = new Set(['*', '', '0.0.0.0', '::', '::0', 'any', 'all']);

/** An address to listen on in its usual spelling. */
export function listenAddress(given: string): string {
  const bare = given.replace(/^\[(.*)\]$/, '$1');
  if (WILDCARDS.has(bare)) return '*';
  if (bare === 'localhost') return '127.0.0.1';
  const address = canonicalAddress(bare);
  return /^[0-9a-f.:]+$/i.test(address) ? address : '?';
}

/** Whether two that listen on these addresses take the port from one another. */
export function collide(a: string, b: string): boolean {
  if (a === b || a === '*' || b === '*') return true;
  return (a === '?' && isLoopback(b)) || (b === '?' && isLoopback(a));
}
