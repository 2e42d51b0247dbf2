import { ISecretFile } from '../app';

/** The cipher of native encryption. */
export enum ZfsCipher {
  /** What OpenZFS takes for `on`: fast where the processor has AES. */
  AES_256_GCM = 'aes-256-gcm',
  /** AES with 192 bits, in GCM. */
  AES_192_GCM = 'aes-192-gcm',
  /** AES with 128 bits, in GCM. */
  AES_128_GCM = 'aes-128-gcm',
  /** AES with 256 bits, in CCM: slower than GCM. */
  AES_256_CCM = 'aes-256-ccm',
  /** AES with 192 bits, in CCM. */
  AES_192_CCM = 'aes-192-ccm',
  /** AES with 128 bits, in CCM. */
  AES_128_CCM = 'aes-128-ccm',
}

/** The form of the key. */
export enum ZfsKeyFormat {
  /** 8 to 512 characters. */
  PASSPHRASE = 'passphrase',
  /** 64 hexadecimal digits. */
  HEX = 'hex',
  /** 32 bytes. From a file only. */
  RAW = 'raw',
}

/** Native encryption of a dataset and what stands below it. Fixed when it is created. */
export interface ZfsEncryption {
  /**
   * The cipher.
   * @default ZfsCipher.AES_256_GCM
   */
  readonly cipher?: ZfsCipher;
  /**
   * The form of the key.
   * @default ZfsKeyFormat.PASSPHRASE
   */
  readonly keyFormat?: ZfsKeyFormat;
  /**
   * The file with the key. When the pool is made it must be at the same path of the installer.
   * @throws where the key is raw and there is no file.
   * @default - asked for at the console (keylocation=prompt)
   */
  readonly keyFile?: ISecretFile;
  /**
   * Rounds of PBKDF2 for a passphrase, at least 100000.
   * @default - what ZFS takes (350000)
   */
  readonly pbkdf2Iterations?: number;
  /**
   * Load the key when the pool is imported at boot. Where any dataset of the
   * host says no, NixOS is told the names of those that are to be unlocked.
   * @default true
   */
  readonly unlockAtBoot?: boolean;
}
