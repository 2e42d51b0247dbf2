import { Expr, Nix } from '../nix';
import { ZfsCipher, ZfsEncryption, ZfsKeyFormat } from './zfs-encryption';
import type { Refuse } from '../app/refuse';
import { canHoldSecret } from '../app/secret-path';

/** The properties of an encryption root. */
export function encryptionValues(encryption: ZfsEncryption | undefined, refuse: Refuse): Record<string, string | Expr> {
  if (!encryption) return {};
  const { cipher, keyFormat = ZfsKeyFormat.PASSPHRASE, keyFile, pbkdf2Iterations } = encryption;
  if (keyFormat === ZfsKeyFormat.RAW && !keyFile) {
    refuse(
      'ZFS_RAW_KEY_PROMPT',
      'a raw key cannot be typed in',
      'give a keyFile, or use the format HEX or PASSPHRASE',
      'encryption.keyFile',
      'ZFS reads raw keys from files only',
    );
  }
  if (pbkdf2Iterations !== undefined && (!Number.isInteger(pbkdf2Iterations) || pbkdf2Iterations < 100_000)) {
    refuse(
      'ZFS_PBKDF2',
      `${pbkdf2Iterations} rounds of PBKDF2`,
      'give a whole number of at least 100000, or leave it out',
      'encryption.pbkdf2Iterations',
      'ZFS takes no fewer',
    );
  }
  if (pbkdf2Iterations !== undefined && keyFormat !== ZfsKeyFormat.PASSPHRASE) {
    refuse('ZFS_PBKDF2', `a ${keyFormat} key has no rounds of PBKDF2`, 'leave it out', 'encryption.pbkdf2Iterations');
  }
  if (keyFile !== undefined && !canHoldSecret(keyFile?.path)) {
    refuse(
      'ZFS_KEY_FILE',
      'the key file is no secret',
      "give a secret construct, or SecretFile.at('/run/keys/NAME')",
      'encryption.keyFile',
      'a key is never written into the configuration, nor into the Nix store, which everyone can read',
    );
  }
  return {
    encryption: cipher ?? ZfsCipher.AES_256_GCM,
    keyformat: keyFormat,
    keylocation: keyFile ? keyUrl(keyFile.path) : 'prompt',
    ...(pbkdf2Iterations !== undefined ? { pbkdf2iters: String(pbkdf2Iterations) } : {}),
  };
}

function keyUrl(path: string | Expr): string | Expr {
  return typeof path === 'string' ? `file://${path}` : Nix.str(['file://', path]);
}
