import { Construct } from 'constructs';
import { AGENIX } from './agenix';
import type { SecretBackend } from './backend';
import { SecretStore, SecretStoreProps } from './secret-store';

/**
 * Secrets as age files, one a secret, decrypted on each machine by agenix
 * with the machine's SSH host key. The rules for its command are written to
 * `secrets.nix`.
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
