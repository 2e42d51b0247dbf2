import { IConstruct } from 'constructs';
import { System, SystemKind } from '../../app';
import type { Estate } from '../../app/rules/estate';

/** A System that runs Tailscale by its options, and the flags it is given. */
export interface TailscaleFlags {
  readonly system: System;
  /** Who sets the flags of the login, or turns the service on. */
  readonly owner: IConstruct;
  readonly up: readonly string[];
  readonly set: readonly string[];
  /** Whether a key is given to log in with. */
  readonly hasKey: boolean;
  /** `useRoutingFeatures`; undefined where only Nix knows it. */
  readonly features?: string;
}

/** The flags of every System with Tailscale whose options can be read. */
export function tailscaleFlags(estate: Estate): TailscaleFlags[] {
  const found: TailscaleFlags[] = [];
  for (const system of estate.systems) {
    if (system.kind !== SystemKind.NIXOS) continue;
    const options = estate.optionsOf(system);
    const at = (name: string) => options._at(['services', 'tailscale', name]);
    const [on] = at('enable');
    if (!on || options.unseen.length > 0 || options._value(['services', 'tailscale', 'enable']) !== true) continue;
    const flags = (name: string) =>
      at(name).flatMap(({ value }) =>
        Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [],
      );
    const features =
      at('useRoutingFeatures').length === 0 ? 'none' : options._value(['services', 'tailscale', 'useRoutingFeatures']);
    found.push({
      system,
      owner: at('extraUpFlags')[0]?.owner ?? at('extraSetFlags')[0]?.owner ?? on.owner,
      up: flags('extraUpFlags'),
      set: flags('extraSetFlags'),
      hasKey: at('authKeyFile').some(({ value }) => value !== null),
      features: typeof features === 'string' ? features : undefined,
    });
  }
  return found;
}

/** A flag without its value. */
export function flagName(flag: string): string {
  return flag.replace(/=.*$/, '').replace(/^--?/, '');
}
