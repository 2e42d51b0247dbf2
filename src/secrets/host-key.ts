import { Construct } from 'constructs';
import { System } from '../app';
import { refuser } from '../app/refuse';
import { ContainerSystem } from '../containers';
import { checkRecipient, isShared } from './checks';
import type { RecipientKey } from './recipient-key';
import { SystemSecrets } from './system-secrets';

/** Props of `HostKey`. */
export interface HostKeyProps {
  /**
   * The public half: the line of the machine's `/etc/ssh/ssh_host_ed25519_key.pub`
   * (`ssh-keyscan -t ed25519 HOST` tells it too), or an age recipient (`age1…`).
   */
  readonly publicKey: string;
  /**
   * Where the private half is on the machine. With impermanence that is where it is kept, such as
   * `/persist/etc/ssh/ssh_host_ed25519_key`: secrets are decrypted before anything is mounted over it.
   * @default - the host keys of the SSH server; in a home `~/.ssh/id_ed25519`. Required for an age recipient.
   */
  readonly path?: string;
}

/**
 * The key by which a machine, or a home, decrypts its secrets. Where a host
 * has none, its public half is read from `keys/HOST.pub` in the folder of
 * the secrets, which `cosmo secrets enroll HOST` writes.
 *
 * @example
 * import { Host, HostKey } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * // What ssh-keyscan says of the machine.
 * new HostKey(laddie, 'host-key', {
 *   publicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAII75Vi5DLWKtRae2LrjOJdSNXJBiEtu6kNQzEtBy+epy laddie',
 * });
 */
export class HostKey extends Construct {
  /** The System that has the private half. */
  public readonly system: System;
  /** The public half, without a comment. */
  public readonly publicKey: string;
  /** Where the private half is; undefined where it is at the usual place. */
  public readonly path?: string;
  /** @internal */
  public readonly _key: RecipientKey;

  /**
   * @throws `HOST_KEY` where the key is no public key that secrets can be encrypted to; `HOST_KEY_PATH` where the path
   * is not absolute, or missing for an age recipient; `HOST_KEY_SYSTEM` in a container or a shared module
   */
  constructor(scope: Construct, id: string, props: HostKeyProps) {
    super(scope, id);
    const refuse = refuser(this);
    this.system = System.of(this);
    const { system } = this;
    if (ContainerSystem.isContainerSystem(system) || isShared(system)) {
      refuse(
        'HOST_KEY_SYSTEM',
        `${system.node.path} has no key of its own`,
        'a container gets its secrets through its host, and a shared module has none: give the key to the host',
      );
    }
    this._key = checkRecipient(props.publicKey, 'publicKey', refuse);
    this.publicKey = this._key.text;
    if (props.path !== undefined && (!/^\/[^\s]+$/.test(props.path) || props.path.startsWith('/nix/store/'))) {
      refuse(
        'HOST_KEY_PATH',
        `${JSON.stringify(props.path)} cannot hold a private key`,
        'give an absolute path outside of the Nix store, which everyone can read',
        'path',
      );
    }
    if (props.path === undefined && !this._key.kind.startsWith('ssh-')) {
      refuse(
        'HOST_KEY_PATH',
        'nobody knows where the private half of this key is',
        "give its file: path: '/var/lib/secrets/key.txt'",
        'path',
      );
    }
    this.path = props.path;
    SystemSecrets._of(system)._addKey(this);
  }
}
