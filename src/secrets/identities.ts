import { NixosSystem, System, SystemKind } from '../app';
import { Host } from '../hosts';
import { Expr, Nix } from '../nix';
import type { HostKey } from './host-key';

const HOST_KEY = '/etc/ssh/ssh_host_ed25519_key';

/**
 * Where a System's private keys are; undefined where the module of the
 * secrets finds the host keys of the SSH server by itself.
 */
export function identities(system: System, keys: readonly HostKey[]): (string | Expr)[] | undefined {
  if (system.kind === SystemKind.HOME) {
    const own = Nix.str([Nix.ref('config.home.homeDirectory'), '/.ssh/id_ed25519']);
    return keys.length === 0 ? [own] : [...new Set(keys.map(({ path }) => path ?? own))];
  }
  if (keys.some(({ path }) => path !== undefined)) {
    return [...new Set(keys.map(({ path, publicKey }) => path ?? usualPath(publicKey)))];
  }
  return hasSshServer(system) ? undefined : [HOST_KEY];
}

function usualPath(publicKey: string): string {
  return publicKey.startsWith('ssh-rsa') ? '/etc/ssh/ssh_host_rsa_key' : HOST_KEY;
}

/** Whether the System has an SSH server, whose host keys are then known to Nix. */
function hasSshServer(system: System): boolean {
  if (Host.isHost(system)) return system.node.tryFindChild('$ssh') !== undefined;
  return !NixosSystem.isNixosSystem(system) ? false : true;
}
