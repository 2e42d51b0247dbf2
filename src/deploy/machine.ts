import { IConstruct } from 'constructs';
import { CosmoError, DarwinSystem, NixosSystem, System } from '../app';
import { ContainerSystem } from '../containers';
import { StandaloneHome } from '../home';

/** Whether a system is a home that stands by itself. */
export function isHome(system: System): system is StandaloneHome {
  return system instanceof StandaloneHome;
}

/** Whether a system is one that is switched by itself: a NixOS host, a Mac, a home. */
export function isMachine(system: System): system is NixosSystem | DarwinSystem | StandaloneHome {
  return (NixosSystem.isNixosSystem(system) && !system.nested) || DarwinSystem.isDarwinSystem(system) || isHome(system);
}

/**
 * The machine that a construct stands on: of the inside of a container, its host.
 * @throws `HEALTH_NO_MACHINE` where it stands in what is shared, or a part of something.
 */
export function machineOf(construct: IConstruct): System {
  let system = System.of(construct);
  if (ContainerSystem.isContainerSystem(system)) system = system.host;
  if (isMachine(system)) return system;
  throw new CosmoError({
    code: 'HEALTH_NO_MACHINE',
    message: `${construct.node.id} stands in ${system.node.path}, which is no machine`,
    why: 'checks run on one machine, after it was switched to its new system',
    mend: 'make it below a host, the inside of a container, or a StandaloneHome',
    construct,
  });
}

/** The platform of a machine. */
export function platformOf(system: System): string {
  return (system as NixosSystem | DarwinSystem | StandaloneHome).platform;
}

/** Whether a machine is a Mac, or a home on one. */
export function isMac(system: System): boolean {
  return platformOf(system).endsWith('-darwin');
}

/** Where the health checks of a system stand, seen from the system as Nix builds it. */
export const HEALTH_IN_SYSTEM = 'sw/bin/cosmo-health';
/** The same in a home. */
export const HEALTH_IN_HOME = 'home-path/bin/cosmo-health';
