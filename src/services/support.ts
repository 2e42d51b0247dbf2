import { ISecretFile } from '../app';
import { Refuse } from '../app/refuse';
import { canHoldSecret } from '../app/secret-path';

/** The path of a secret's file; refuses a secret itself, and files that everyone could read. */
export function secretPath(file: ISecretFile, keyPath: string, refuse: Refuse): any {
  const path: unknown = typeof file === 'object' && file !== null ? file.path : undefined;
  if (canHoldSecret(path)) return path;
  return refuse(
    'SECRET_NO_FILE',
    `${keyPath} is no file that a secret can be read from`,
    "give a secret, or the file it is in: SecretFile.at('/run/keys/NAME')",
    keyPath,
    'what is written into the estate, and what Nix copies into its store, can be read by everyone',
  );
}

/** Whether a text is a full domain name or a single label, in the form of host names. */
export function isDomainName(text: string): boolean {
  return (
    text.length <= 253 &&
    text.split('.').every((label) => /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(label)) &&
    // A name that ends in a number is read as an address.
    !/(^|\.)\d+$/.test(text)
  );
}

/** Ends of names that no public registry knows: no public authority certifies them. */
const PRIVATE =
  /^[^.]+$|\.(arpa|internal|intranet|lan|local|localdomain|localhost|private|home|corp|test|example|invalid)$/;

/** Whether nobody outside can look a name up. */
export function isPrivateName(name: string): boolean {
  return PRIVATE.test(name.toLowerCase());
}
