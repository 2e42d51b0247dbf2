import { IConstruct } from 'constructs';
import { System, SystemKind } from '../../app';
import type { Estate } from '../../app/rules/estate';

/** A System that fetches certificates by ACME. */
export interface AcmeSites {
  readonly system: System;
  readonly owner: IConstruct;
  /** The names of its certificates. */
  readonly names: readonly string[];
  /** Those that are proved by an answer over HTTP. */
  readonly overHttp: readonly string[];
}

/** Every System with certificates of ACME, as far as its options say. */
export function acmeSites(estate: Estate): AcmeSites[] {
  const found: AcmeSites[] = [];
  for (const system of estate.systems) {
    if (system.kind !== SystemKind.NIXOS) continue;
    const options = estate.optionsOf(system);
    const hosts = options
      ._at(['services', 'nginx', 'virtualHosts', '*', 'enableACME'])
      .filter(({ value }) => value === true);
    const certs = options._at(['security', 'acme', 'certs', '*']);
    const [first] = [...hosts, ...certs];
    if (!first || options.unseen.length > 0) continue;
    const byDns = new Set(options._at(['security', 'acme', 'certs', '*', 'dnsProvider']).map(({ names }) => names[0]!));
    const webroots = ['webroot', 'listenHTTP'].flatMap((key) => options._at(['security', 'acme', 'certs', '*', key]));
    const asked = [...hosts, ...webroots.filter(({ value }) => value !== null)].map(({ names }) => names[0]!);
    const all = options._at(['security', 'acme', 'defaults', 'dnsProvider']).some(({ value }) => value !== null);
    found.push({
      system,
      owner: first.owner,
      names: [...new Set([...hosts, ...certs].map(({ names }) => names[0]!))],
      overHttp: all ? [] : [...new Set(asked.filter((name) => !byDns.has(name)))],
    });
  }
  return found;
}
