/** An administrator's key of age, as examples have it. */
export const ADMIN = 'age1502t6sazg98m4du6v4pgz4q8tekf6wvjlns447vw2dprtnmmcecsqzlgue';
/** The public key of a machine of the examples. */
export const MACHINE = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINmFN2MImhj6B5Y1DwAWTbS6+tLoS3X0pbFykbl954M0';

/** For whom an age file of the examples is: how the header of age says it. */
const STANZAS = {
  admin: 'X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc',
  machine: 'ssh-ed25519 +MzDYQ TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc',
  other: 'ssh-ed25519 cVel5w TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc',
  passphrase: 'scrypt TEiF0ypqr+bpvcqXNyCVJg 18',
};

/** An age file as it looks from outside: its header tells who can open it, and nobody has the keys of this one. */
export function ageFile(...readers: (keyof typeof STANZAS)[]): string {
  const stanzas = readers.map((reader) => `-> ${STANZAS[reader]}\nEmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n`);
  return `age-encryption.org/v1\n${stanzas.join('')}--- Vn+54jqiiUCE+WZcEVY3f1sqHjlu/z1LCQ/T7Xm7qI0\n${'x'.repeat(48)}`;
}

/** A file of sops in JSON, for the administrator and the machine of the examples. */
export function sopsFile(values: Record<string, string>, more: Record<string, unknown> = {}): string {
  const sops = {
    age: [
      { recipient: ADMIN, enc: '' },
      { recipient: 'age1g7hrk5x752f7mkgvq52tp2rdmfftf35wea2rdhr5lkkqtqyh5pzsqu5hp0', enc: '' },
    ],
    mac: 'ENC[AES256_GCM,data:x,iv:x,tag:x,type:str]',
    ...more,
  };
  return JSON.stringify({ ...values, sops });
}

/** What sops writes in place of a value. */
export const ENCRYPTED = 'ENC[AES256_GCM,data:x,iv:x,tag:x,type:str]';

/** A host that uses one secret; `word` names all of it, so that no two examples meet. */
export function oneSecret(word: string, file: string, use: string = ''): string {
  return `
const store = new AgenixStore(app, '${word}', { folder: '${word}', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, '${word}-host', { ...machine });
new Secret(app, '${word}-key', { store, file: '${file}' }).on(host${use});
`;
}

/** The files of such an example: the public key of the host, and others. */
export function filesOf(word: string, files: Record<string, string> = {}): Record<string, string> {
  return { [`${word}/keys/${word}-host.pub`]: MACHINE, ...files };
}
