import { ISecretFile } from '../app';
import { Refuse } from '../app/refuse';
import { canHoldSecret } from '../app/secret-path';
import { Expr } from '../nix';

/** The path of an auth key's file; refuses a key itself, and files that everyone could read. */
export function authKeyPath(authKey: ISecretFile | undefined, refuse: Refuse): unknown {
  if (authKey === undefined) return undefined;
  const path: unknown = typeof authKey === 'string' ? authKey : (authKey as ISecretFile).path;
  if (typeof path === 'string' && path.startsWith('tskey-')) {
    refuse(
      'TAILSCALE_KEY_PLAINTEXT',
      'the auth key itself is given, not the file it is in',
      "put it into an encrypted secret, or at least a file: SecretFile.at('/run/keys/tailscale')",
      'authKey',
      'the output, git and the Nix store can be read by others',
    );
  }
  if (typeof authKey === 'string' || (typeof path !== 'string' && !Expr.isExpr(path))) {
    refuse(
      'TAILSCALE_KEY_FILE',
      'the auth key is no secret file',
      "give a secret, or the file it is in: SecretFile.at('/run/keys/tailscale')",
      'authKey',
    );
  }
  if (!canHoldSecret(path)) {
    refuse(
      'TAILSCALE_KEY_FILE',
      `the auth key cannot be read from ${Expr.isExpr(path) ? (path as Expr).source() : String(path)}`,
      'give the path as a string, or a reference such as config.age.secrets.tailscale.path',
      'authKey',
      'Nix copies the file that a path names into the store, which everyone can read',
    );
  }
  return path;
}
