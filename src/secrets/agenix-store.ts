import { Construct } from 'constructs';
import { AGENIX } from './agenix';
import type { SecretBackend } from './backend';
import { SecretStore, SecretStoreProps } from './secret-store';

/**
 * Secrets as age files, one a secret, decrypted on each machine by agenix
 * with the machine's SSH host key. The rules for its command are written to
 * `secrets.nix`.
 *
 * @example
 * import { AgenixStore, App, Host, Secret } from 'cosmo-nix';
 * declare const app: App;
 * declare const laddie: Host;
 *
 * new AgenixStore(app, 'secrets', {
 *   // Who can always decrypt, and so add and change secrets.
 *   adminKeys: { patrick: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKOUhrYOC1FzgnZdaylePcqKUXGEvoLZkdFL9Ywfw+1S' },
 * });
 * const token = new Secret(app, 'dns-token').on(laddie);
 */
export class AgenixStore extends SecretStore {
  constructor(scope: Construct, id: string, props: SecretStoreProps) {
    super(scope, id, props);
  }

  /** @internal */
  public _kind(): SecretBackend {
    return AGENIX;
  }
}
