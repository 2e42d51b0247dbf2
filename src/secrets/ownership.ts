import { System, SystemKind } from '../app';
import { isPlainSet } from '../app/option-tree';
import type { Estate } from '../app/rules/estate';
import { FindingsByCode } from '../app/rules/findings-by-code';
import { ContainerSystem } from '../containers';
import { Host } from '../hosts';
import type { SecretUse } from './secret-use';
import { SystemSecrets } from './system-secrets';

/** Users that every NixOS has. */
const USERS = new Set([
  'root',
  'nobody',
  'messagebus',
  'systemd-network',
  'systemd-resolve',
  'systemd-timesync',
  'sshd',
]);
/** Groups that every NixOS has. */
const GROUPS = new Set(
  'root wheel disk kmem tty floppy uucp lp cdrom tape audio video dialout nogroup users keys utmp adm input kvm render sgx shadow messagebus systemd-journal systemd-network systemd-resolve'.split(
    ' ',
  ),
);
/** Services of NixOS whose user is made by systemd at each start: nothing can be owned by it before. */
const DYNAMIC = new Set(
  'adguardhome alertmanager blocky esphome flaresolverr gatus homepage-dashboard jellyseerr karma mealie meilisearch ntfy-sh ollama open-webui prowlarr scrutiny stirling-pdf uptime-kuma wastebin'.split(
    ' ',
  ),
);

/** What the plain options of a System tell of users, groups and services. */
interface Facts {
  readonly users: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  /** Services that are enabled, and units that are defined. */
  readonly services: ReadonlySet<string>;
  readonly dynamic: ReadonlySet<string>;
  /** Whether users are made by a service, after secrets are decrypted or before. */
  readonly usersByService: boolean;
}

/** Owners and groups that are not there, or cannot be; and passwords that come too late. */
export function ownerFindings(estate: Estate): FindingsByCode {
  const found = new FindingsByCode();
  for (const system of estate.systems) {
    const secrets = SystemSecrets._peek(system);
    if (secrets) checkOwners(secrets, found);
  }
  return found;
}

function checkOwners(secrets: SystemSecrets, found: FindingsByCode): void {
  const { system } = secrets;
  if (system.kind === SystemKind.HOME) return;
  let facts: Facts | undefined;
  for (const use of secrets.uses) {
    const place = use.place;
    if (use._neededForUsers) checkNeededForUsers(use, (facts ??= factsOf(system)), found);
    if (ContainerSystem.isContainerSystem(place)) {
      checkPrivateUsers(use, place, found);
      continue;
    }
    facts ??= factsOf(system);
    const { owner, group } = use._props;
    if (typeof owner === 'string') checkOwner(use, owner, facts, found);
    if (typeof group === 'string' && !/^\d+$/.test(group) && !known(group, facts.groups, GROUPS, facts)) {
      found.add('SECRET_GROUP_UNKNOWN', SystemSecrets._of(use.system), {
        message: `${use.secret.secretName} on ${system.systemName} is to belong to the group ${group}, and nothing makes one`,
        keyPath: 'group',
        why: 'the activation cannot give a file to a group that is not there',
        mend: `add it to the host (groups: { ${group}: {} }), or, where a module of NixOS makes it, say so: Nix.ref('config.users.groups.${group}.name')`,
      });
    }
  }
}

function checkOwner(use: SecretUse, owner: string, facts: Facts, found: FindingsByCode): void {
  if (/^\d+$/.test(owner) || facts.users.has(owner)) return;
  const where = `${use.secret.secretName} on ${use.system.systemName}`;
  if (facts.dynamic.has(owner) || (DYNAMIC.has(owner) && facts.services.has(owner))) {
    found.add('SECRET_OWNER_DYNAMIC', SystemSecrets._of(use.system), {
      message: `${where} is to belong to ${owner}, a user that systemd makes anew at each start of the service`,
      keyPath: 'owner',
      why: 'secrets are decrypted before the service starts, when there is no such user',
      mend: "leave the owner out (root), and hand the file to the service: serviceConfig.LoadCredential = ['name:PATH'], or EnvironmentFile, which systemd reads as root",
    });
    return;
  }
  if (known(owner, facts.users, USERS, facts)) return;
  found.add('SECRET_OWNER_UNKNOWN', SystemSecrets._of(use.system), {
    message: `${where} is to belong to ${owner}, and the host has no such user`,
    keyPath: 'owner',
    why: 'the activation cannot give a file to a user that is not there',
    mend: `correct the name, add the user, or, where a module of NixOS makes it, say so: Nix.ref('config.users.users.${owner}.name')`,
  });
}

/** A name that is declared, that every NixOS has, or that a service of the same name brings. */
function known(name: string, declared: ReadonlySet<string>, always: ReadonlySet<string>, facts: Facts): boolean {
  return declared.has(name) || always.has(name) || facts.services.has(name);
}

function checkNeededForUsers(use: SecretUse, facts: Facts, found: FindingsByCode): void {
  const where = `${use.secret.secretName} on ${use.system.systemName}`;
  const sops = use.secret.store._backend.name === 'sops-nix';
  if (sops && (use._props.owner !== undefined || use._props.group !== undefined)) {
    found.add('SECRET_USERS_OWNER', SystemSecrets._of(use.system), {
      message: `${where} is needed to make users, and is to belong to one`,
      keyPath: use._props.owner !== undefined ? 'owner' : 'group',
      why: 'it is decrypted before there are users; sops-nix leaves it to root',
      mend: 'leave owner and group out; root reads it when it makes the users',
    });
  }
  if (!sops && facts.usersByService) {
    found.add('SECRET_USERS_LATE', SystemSecrets._of(use.system), {
      message: `${where} is needed to make users, and agenix decrypts it after they are made`,
      why: 'with systemd.sysusers or userborn a service makes users, and agenix waits for it',
      mend: 'keep the password in a SopsStore, or leave systemd.sysusers and userborn out',
    });
  }
}

/** In a container with user ids of its own, the host's root is nobody. */
function checkPrivateUsers(use: SecretUse, place: ContainerSystem, found: FindingsByCode): void {
  const privateUsers = definitions(use.system)
    .map((tree) => at(tree, ['containers', place.containerName, 'privateUsers']))
    .find((value) => value !== undefined);
  if (privateUsers === undefined || privateUsers === 'no' || privateUsers === 'identity') return;
  found.add('SECRET_PRIVATE_USERS', SystemSecrets._of(use.system), {
    message: `${use.secret.secretName} cannot be read in ${place.containerName}, whose users have ids of their own`,
    why: 'the file belongs to a user of the host, whom the container sees as nobody',
    mend: "give the container privateUsers: 'identity', or leave privateUsers out",
  });
}

function factsOf(system: System): Facts {
  const users = new Set<string>();
  const groups = new Set<string>();
  const services = new Set<string>();
  const dynamic = new Set<string>();
  let usersByService = false;
  if (Host.isHost(system)) for (const user of system.users) users.add(user.userName);
  for (const tree of definitions(system)) {
    for (const name of keysOf(at(tree, ['users', 'users']))) users.add(name);
    for (const name of keysOf(at(tree, ['users', 'groups']))) groups.add(name);
    for (const name of keysOf(at(tree, ['services']))) {
      if (at(tree, ['services', name, 'enable']) === true) services.add(name);
    }
    for (const name of keysOf(at(tree, ['systemd', 'services']))) {
      const config = at(tree, ['systemd', 'services', name, 'serviceConfig']);
      if (isPlainSet(config) && config.DynamicUser === true) {
        dynamic.add(typeof config.User === 'string' ? config.User : name);
      }
    }
    usersByService ||=
      at(tree, ['systemd', 'sysusers', 'enable']) === true || at(tree, ['services', 'userborn', 'enable']) === true;
  }
  return { users, groups, services, dynamic, usersByService };
}

function definitions(system: System): Record<string, any>[] {
  return system._modules.flatMap((module) => {
    const tree = module._props.source === undefined ? module._definitions() : undefined;
    return isPlainSet(tree) ? [tree] : [];
  });
}

function keysOf(value: unknown): string[] {
  return isPlainSet(value) ? Object.keys(value) : [];
}

function at(tree: unknown, path: readonly string[]): any {
  let value: any = tree;
  for (const segment of path) {
    if (!isPlainSet(value)) return undefined;
    value = value[segment];
  }
  return value;
}
