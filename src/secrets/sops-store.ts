import { Construct } from 'constructs';
import type { SecretBackend } from './backend';
import { SecretStore, SecretStoreProps } from './secret-store';
import { SOPS } from './sops';

/**
 * Secrets as files of sops, decrypted on each machine by sops-nix with the
 * machine's SSH host key. A file may hold several secrets, each by its key;
 * names stay readable, values do not. The rules for its command are written
 * to `.sops.yaml`.
 *
 * Administrators may have PGP keys too, by their fingerprints. Keys of SSH
 * are used as the age keys that stand for them: to decrypt with one, give
 * sops the private half as `ssh-to-age -private-key` writes it.
 *
 * @example
 * import { App, Host, Secret, SopsStore } from 'cosmo-nix';
 * declare const app: App;
 * declare const laddie: Host;
 *
 * new SopsStore(app, 'secrets', {
 *   adminKeys: { patrick: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKOUhrYOC1FzgnZdaylePcqKUXGEvoLZkdFL9Ywfw+1S' },
 * });
 * const token = new Secret(app, 'wifi', { file: 'secrets/wifi.yaml', key: 'wifi/password' }).on(laddie);
 */
export class SopsStore extends SecretStore {
  constructor(scope: Construct, id: string, props: SecretStoreProps) {
    super(scope, id, props);
  }

  /** @internal */
  public _kind(): SecretBackend {
    return SOPS;
  }
}
