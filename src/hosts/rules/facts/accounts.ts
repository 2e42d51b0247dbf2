import { IConstruct } from 'constructs';
import { NixosSystem } from '../../../app';
import { Defined, taken } from '../../../app/definitions/definitions';
import { reveal } from '../../../app/definitions/reveal';
import { isPlainSet } from '../../../app/option-tree';
import type { Estate } from '../../../app/rules/estate';

/** A user as the modules of a System declare it: `users.users.<name>`, whoever sets it. */
export class Account {
  private readonly settings = new Map<string, Defined[]>();

  constructor(public readonly name: string) {}

  /** Take in one definition of the user. */
  public read(set: Record<string, unknown>, owner: IConstruct, conditional: boolean, path = ''): void {
    for (const [key, value] of Object.entries(set)) {
      if (value === undefined) continue;
      for (const one of reveal(value)) {
        if (isPlainSet(one.value)) {
          this.read(one.value, owner, conditional || one.conditional === true, `${path}${key}.`);
          continue;
        }
        const defined = { ...one, owner, names: [], conditional: conditional || one.conditional };
        const before = this.settings.get(`${path}${key}`);
        if (before) before.push(defined);
        else this.settings.set(`${path}${key}`, [defined]);
      }
    }
  }

  /** The definitions of an option that the module system takes; those that are null are none. */
  public of(option: string): Defined[] {
    return taken(this.settings.get(option) ?? []).filter(({ value }) => value !== null);
  }

  /** Whether anything sets the option. */
  public has(option: string): boolean {
    return this.of(option).length > 0;
  }

  /** The strings of a list that several may add to. */
  public strings(option: string): { text: string; owner: IConstruct }[] {
    return this.of(option).flatMap(({ value, owner }) =>
      (Array.isArray(value) ? value : []).filter((text) => typeof text === 'string').map((text) => ({ text, owner })),
    );
  }

  /** Who declares the user: the first who sets anything. */
  public get owner(): IConstruct | undefined {
    return [...this.settings.values()][0]?.[0]?.owner;
  }

  /** Whether `isNormalUser` or `isSystemUser` is, or may be, true. */
  public is(option: 'isNormalUser' | 'isSystemUser'): boolean {
    return this.of(option).some(({ value }) => value !== false);
  }
}

/** The users of each NixOS machine, by their names. */
export function accounts(estate: Estate): ReadonlyMap<NixosSystem, ReadonlyMap<string, Account>> {
  const all = new Map<NixosSystem, Map<string, Account>>();
  for (const system of estate._all(NixosSystem.isNixosSystem)) {
    const own = new Map<string, Account>();
    for (const { value, owner, names, conditional } of estate.optionsOf(system)._at(['users', 'users', '*'])) {
      if (!isPlainSet(value)) continue;
      const name = names[0]!;
      let account = own.get(name);
      if (!account) own.set(name, (account = new Account(name)));
      account.read(value, owner, conditional === true);
    }
    all.set(system, own);
  }
  return all;
}

/** The options that give a user a password. */
export const PASSWORDS = [
  'hashedPassword',
  'hashedPasswordFile',
  'initialHashedPassword',
  'initialPassword',
  'password',
];

/** The names of the groups that a user is put into, beside the first one. */
export function groupsOf(account: Account): string[] {
  return account.strings('extraGroups').map(({ text }) => text);
}

/** Whether a user may have a key that lets it in. */
export function hasKey(account: Account): boolean {
  return ['openssh.authorizedKeys.keys', 'openssh.authorizedKeys.keyFiles'].some((option) =>
    account.of(option).some(({ value }) => !Array.isArray(value) || value.length > 0),
  );
}
