import { ClaimKind, Claims, Diagnostics } from '../app';
import { isOnLink } from './addresses';
import { FileSystemProps } from './file-system';
import type { Host } from './host';
import type { HostProps } from './host-props';
import type { NetworkInterface } from './network-interface';
import { PermitRootLogin, SshServerProps } from './ssh-server';
import { isPlainSet } from '../app/option-tree';

/** What the checks of a finished host look at. */
export interface HostFacts {
  readonly host: Host;
  readonly props: HostProps;
  readonly mounts: ReadonlyMap<string, FileSystemProps>;
  readonly interfaces: readonly NetworkInterface[];
}

/** Whether anybody can log in and become root; NixOS refuses a machine where nobody can. */
export function checkLogin(facts: HostFacts, found: Diagnostics): void {
  const { host, props } = facts;
  if (!host.canBoot || props.mutableUsers || props.allowNoLogin) return;
  const admins = host.users.filter((user) => user.isAdmin);
  const hasKey = admins.filter((user) => (user._props.authorizedKeys ?? []).length > 0);
  const withKey = hasKey.filter((user) => sshLetsIn(props.ssh ?? {}, user.userName));
  const withPassword = admins.filter((user) => user._props.hashedPasswordFile !== undefined);
  if (withPassword.length === 0 && withKey.length === 0 && !setsLogin(host, props.ssh ?? {})) {
    const finding = {
      code: 'HOST_NO_LOGIN',
      message:
        hasKey.length > 0
          ? `nobody can log in to ${host.systemName}: its administrators have SSH keys alone, and the SSH server lets none of them in`
          : `nobody can log in to ${host.systemName}: no administrator has an SSH key or a password`,
      keyPath: 'users',
      why: 'users cannot be changed on the machine (mutableUsers is false), so there would be no way back in',
      mend: 'give a user admin: true and authorizedKeys or hashedPasswordFile; or, where that is meant, the host allowNoLogin: true',
    };
    if (hasHandWritten(facts) || host.users.length === 0) found.warning(finding);
    else found.error(finding);
    return;
  }
  const sudoAsks = props.sudo?.wheelNeedsPassword ?? true;
  const sudoers = admins.filter((user) => user.userName !== 'root');
  const rootHasKey = withKey.some((user) => user.userName === 'root');
  if (sudoAsks && sudoers.length > 0 && withPassword.length === 0 && !rootHasKey && !setsLogin(host)) {
    found.warning({
      code: 'SUDO_WITHOUT_PASSWORD',
      message: `nobody can become root on ${host.systemName}: sudo asks for a password, and no administrator has one`,
      keyPath: 'sudo.wheelNeedsPassword',
      why: 'keys let users in, but sudo takes the password alone',
      mend: 'give an administrator hashedPasswordFile, or the host sudo: { wheelNeedsPassword: false }',
    });
  }
}

/** Password logins that the whole network can try, and users that are let in but do not exist. */
export function checkSshAccess(facts: HostFacts, found: Diagnostics): void {
  const { host, props } = facts;
  const ssh = props.ssh ?? {};
  if (ssh.enable === false) return;
  const passwords = ssh.passwordAuthentication || ssh.kbdInteractiveAuthentication;
  const open = !ssh.interfaces && ssh.openFirewall !== false;
  if (passwords && (open || !host.firewall.enabled)) {
    found.warning({
      code: 'SSH_PASSWORDS_OPEN',
      message: `sshd of ${host.systemName} takes passwords from everywhere`,
      keyPath: ssh.passwordAuthentication ? 'ssh.passwordAuthentication' : 'ssh.kbdInteractiveAuthentication',
      why: 'passwords are guessed by machines, day and night',
      mend: "use keys, or open the port on one network alone: ssh: { interfaces: ['tailscale0'] }",
    });
  }
  if (passwords && ssh.permitRootLogin === PermitRootLogin.YES) {
    found.warning({
      code: 'SSH_ROOT_PASSWORD',
      message: `root of ${host.systemName} can log in over SSH with a password`,
      keyPath: 'ssh.permitRootLogin',
      mend: 'permit PermitRootLogin.PROHIBIT_PASSWORD at most',
    });
  }
  const unknown = (ssh.allowUsers ?? [])
    .map((pattern) => pattern.split('@')[0]!)
    .filter((name) => !/[*?!]/.test(name) && name !== 'root' && !host.findUser(name));
  if (unknown.length > 0 && !hasHandWritten(facts) && !setsUsers(host, unknown)) {
    found.warning({
      code: 'SSH_ALLOWS_UNKNOWN_USER',
      message: `sshd of ${host.systemName} lets ${unknown.join(', ')} in, and the host has no such user`,
      keyPath: 'ssh.allowUsers',
      why: 'allowUsers lets in whom it names and nobody else',
      mend: 'correct the name, or add the user',
    });
  }
}

/** A machine that boots needs a root file system. */
export function checkRootFileSystem(facts: HostFacts, found: Diagnostics): void {
  const { host, props, mounts } = facts;
  if (!host.canBoot || mounts.has('/') || props.hardware?.configurationFile !== undefined) return;
  const claimed = host.node
    .findAll()
    .some((one) =>
      Claims._peek(one)?._entries.some(({ claim }) => claim.kind === ClaimKind.MOUNT_POINT && claim.value === '/'),
    );
  if (
    claimed ||
    hasHandWritten(facts) ||
    definitions(host).some(
      // The root of a microvm is in memory.
      (tree) => at(tree, ['fileSystems', '/']) ?? tree.disko ?? at(tree, ['microvm', 'hypervisor']),
    )
  ) {
    return;
  }
  found.warning({
    code: 'HOST_NO_ROOT',
    message: `${host.systemName} has no file system at /`,
    keyPath: 'fileSystems',
    why: 'NixOS refuses to build a machine without one',
    mend: "add fileSystems: { '/': { device, fsType } }, a storage construct, or hardware: { configurationFile }",
  });
}

/** A host's routers must be in reach. */
export function checkGateways({ interfaces }: HostFacts, found: Diagnostics): void {
  for (const { name, props: one, statics } of interfaces) {
    for (const key of ['gateway', 'gateway6'] as const) {
      const gateway = one[key];
      if (gateway === undefined || statics.length === 0 || isOnLink(gateway, statics)) continue;
      found.warning({
        code: 'NETWORK_GATEWAY_OUTSIDE',
        message: `the router ${gateway} is in no network of ${name}`,
        keyPath: `networking.interfaces.${name}.${key}`,
        why: 'a host reaches its router without another one',
        mend: 'correct the router, or the address and its prefix',
      });
    }
  }
}

/** Whether modules that are no data belong to the host: what they set is not known here. */
function hasHandWritten({ host, props }: HostFacts): boolean {
  const files = [...host._imports.keys()].filter((text) => !/^inputs\.(?!self\b)/.test(text)).length;
  // What nixos-generate-config wrote sets no users and nothing of sshd.
  const generated = props.hardware?.configurationFile === undefined ? 0 : 1;
  return files > generated || host._modules.some((module) => module._props.source !== undefined);
}

/** Whether plain options let an administrator in. */
function setsLogin(host: Host, ssh?: SshServerProps): boolean {
  const admins = new Set(['root']);
  const enter = new Set<string>();
  for (const tree of definitions(host)) {
    if (at(tree, ['users', 'mutableUsers']) === true || at(tree, ['users', 'allowNoPasswordLogin']) === true) {
      return true;
    }
    for (const [name, user] of Object.entries(at(tree, ['users', 'users']) ?? {})) {
      if (!isPlainSet(user)) continue;
      if (Array.isArray(user.extraGroups) && user.extraGroups.includes('wheel')) admins.add(name);
      const keys = at(user, ['openssh', 'authorizedKeys']);
      if (
        PASSWORDS.some((option) => user[option] !== undefined) ||
        (ssh && keys !== undefined && sshLetsIn(ssh, name))
      ) {
        enter.add(name);
      }
    }
  }
  return [...enter].some((name) => admins.has(name));
}

/** Whether the SSH server takes a key of that user. */
function sshLetsIn(ssh: SshServerProps, name: string): boolean {
  if (ssh.enable === false) return false;
  if (name === 'root' && (ssh.permitRootLogin ?? PermitRootLogin.NO) === PermitRootLogin.NO) return false;
  return !ssh.allowUsers || ssh.allowUsers.some((pattern) => /[*?]/.test(pattern) || pattern.split('@')[0] === name);
}

const PASSWORDS = ['hashedPassword', 'hashedPasswordFile', 'initialHashedPassword', 'initialPassword', 'password'];

function setsUsers(host: Host, names: readonly string[]): boolean {
  return definitions(host).some((tree) => names.every((name) => at(tree, ['users', 'users', name]) !== undefined));
}

function definitions(host: Host): Record<string, any>[] {
  return host._modules.flatMap((module) => {
    const tree = module._props.source === undefined ? module._definitions() : undefined;
    return isPlainSet(tree) ? [tree] : [];
  });
}

function at(tree: Record<string, any>, path: readonly string[]): any {
  let value: any = tree;
  for (const segment of path) {
    if (!isPlainSet(value)) return undefined;
    value = value[segment];
  }
  return value;
}
