import { Construct } from 'constructs';
import { CosmoError, System, SystemKind } from '../app';
import { ContainerSystem, NixosContainer } from '../containers';
import { HomeAttachment } from '../home';
import { User } from '../hosts';
import { isShared } from './checks';

/** Where a secret is used. */
export interface Place {
  /** The System that sees the file. */
  readonly place: System;
  /** The System that decrypts it: for a container its host. */
  readonly system: System;
  /** The user it is for. */
  readonly user?: string;
  /** Whether the path is read in the home of a user of a host, whose `config` is not the host's. */
  readonly home: boolean;
}

/** Where a secret that is used on a construct is decrypted. */
export function placeOf(secret: Construct, on: Construct): Place {
  if (NixosContainer.isNixosContainer(on)) return placeOf(secret, on.inside);
  if (User.isUser(on)) return { place: System.of(on), system: System.of(on), user: on.userName, home: false };
  if (on instanceof HomeAttachment) {
    return { place: System.of(on), system: System.of(on), user: on.user.userName, home: true };
  }
  if (System.isSystem(on) && !isShared(on)) {
    if (ContainerSystem.isContainerSystem(on)) return { place: on, system: on.host, home: false };
    return { place: on, system: on, home: false };
  }
  const shared = System.isSystem(on);
  throw new CosmoError({
    code: 'SECRET_PLACE',
    message: `nothing is known that could decrypt a secret at ${on.node.path || '(the app)'}`,
    why: shared
      ? 'a shared module is imported by machines that each have a key of their own'
      : 'a secret is encrypted to the key of the machine or home that uses it, and to no other',
    mend: shared
      ? 'use it on each host, and give the path to the module'
      : 'give a host, a container, the host of a guest (guest.host), a user, or a home',
    construct: secret,
  });
}

/** Whether a System is a home. */
export function isHome(system: System): boolean {
  return system.kind === SystemKind.HOME;
}
