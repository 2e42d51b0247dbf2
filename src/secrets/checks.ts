import { NixosSystem, System, SystemKind } from '../app';
import { parseRecipientKey, RecipientKey } from './recipient-key';
import { Refuse } from '../app/refuse';

/** A key that was given as a recipient. */
export function checkRecipient(text: string, keyPath: string, refuse: Refuse): RecipientKey {
  if (/PRIVATE KEY|AGE-SECRET-KEY-/i.test(text)) {
    refuse(
      'SECRET_IN_PLAIN_SIGHT',
      'this is a private key',
      'give the public half, and make a new pair: this one has been shown',
      keyPath,
      'what synth writes can be read by everyone who has the repository or the machine',
    );
  }
  const key = parseRecipientKey(text);
  if (key) return key;
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return refuse(
    'HOST_KEY',
    `"${shown}" is no key that secrets can be encrypted to`,
    'give a line ssh-ed25519 … or ssh-rsa …, or an age recipient age1…; keys of other kinds cannot decrypt',
    keyPath,
  );
}

/** Whether a System is a module that several share. */
export function isShared(system: System): boolean {
  return system.kind === SystemKind.NIXOS ? !NixosSystem.isNixosSystem(system) : system.folder.startsWith('modules/');
}
