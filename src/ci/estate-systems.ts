import { App, System } from '../app';

/** A system of the estate as CI builds it. */
export interface Buildable {
  /** Its name: the host's, the home's. */
  readonly name: string;
  /** The platform it is built on. */
  readonly platform: string;
  /** What of the flake is built. */
  readonly attribute: string;
}

/** Every system that the flake has a check for, in the order of the tree: hosts, Macs, homes. */
export function buildables(app: App, except: readonly System[]): Buildable[] {
  return app._systems
    .filter((system) => !except.includes(system))
    .flatMap((system) => system._outputs().map(({ path }) => ({ system, path })))
    .filter(({ path }) => path[0] === 'checks' && path.length === 3)
    .map(({ system, path }) => ({
      name: system.systemName,
      platform: path[1]!,
      attribute: path.map((name) => (/^[A-Za-z_][A-Za-z0-9_-]*$/.test(name) ? name : `"${name}"`)).join('.'),
    }));
}
