import { IConstruct } from 'constructs';
import { accounts } from './accounts';
import { NixosSystem } from '../../../app';
import type { Estate } from '../../../app/rules/estate';
import { formatKeyPath } from '../../../nix/error';
import { DarwinUser } from '../../darwin/darwin-user';
import { Host } from '../../host';

/** A public key that lets somebody in. */
export interface GivenKey {
  readonly machine: string;
  readonly userName: string;
  readonly text: string;
  readonly construct: IConstruct;
  readonly keyPath: string;
}

/** All public keys that users are given, by props or by options. */
export function givenKeys(estate: Estate): readonly GivenKey[] {
  const found: GivenKey[] = [];
  for (const [system, users] of estate._table(accounts)) {
    for (const { name, strings } of [...users.values()].map((one) => ({
      name: one.name,
      strings: one.strings('openssh.authorizedKeys.keys'),
    }))) {
      found.push(...strings.map(({ text, owner }) => given(system, name, text, owner)));
    }
  }
  for (const user of estate._all(DarwinUser.isDarwinUser)) {
    user._props.authorizedKeys?.forEach((text, index) => {
      const { userName, host } = user;
      found.push({ machine: host.systemName, userName, text, construct: user, keyPath: `authorizedKeys[${index}]` });
    });
  }
  return found;
}

function given(system: NixosSystem, userName: string, text: string, owner: IConstruct): GivenKey {
  const user = Host.isHost(system) ? system.findUser(userName) : undefined;
  const index = user?._props.authorizedKeys?.findIndex((key) => key.trim() === text) ?? -1;
  const machine = system.systemName;
  if (user && index >= 0) return { machine, userName, text, construct: user, keyPath: `authorizedKeys[${index}]` };
  const keyPath = formatKeyPath(['users', 'users', userName, 'openssh', 'authorizedKeys', 'keys']);
  return { machine, userName, text, construct: owner, keyPath };
}

/** The length of an RSA key in bits; undefined where the text is none. */
export function rsaBits(text: string): number | undefined {
  const data = /(?:^|\s)ssh-rsa\s+([A-Za-z0-9+/=]+)/.exec(text)?.[1];
  if (data === undefined) return undefined;
  const bytes = Buffer.from(data, 'base64');
  let at = 0;
  let field: Buffer | undefined;
  for (let i = 0; i < 3; i++) {
    if (at + 4 > bytes.length) return undefined;
    const length = bytes.readUInt32BE(at);
    field = bytes.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  const first = field!.findIndex((byte) => byte !== 0);
  return first < 0 ? 0 : (field!.length - first) * 8 - Math.clz32(field![first]!) + 24;
}
