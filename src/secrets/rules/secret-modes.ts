import { IConstruct } from 'constructs';
import { keyPathOf } from '../../app/definitions/definitions';
import type { Estate } from '../../app/rules/estate';

/** How permissions are written. */
export const FORM = /^[0-7]?[0-7]{3}$/;

/** The permissions of secrets that modules set. */
export interface SecretMode {
  readonly owner: IConstruct;
  readonly text: string;
  readonly keyPath: string;
}

/** All of them. */
export function secretModes(estate: Estate): SecretMode[] {
  const found: SecretMode[] = [];
  for (const system of estate.systems) {
    for (const path of [
      ['age', 'secrets', '*', 'mode'],
      ['sops', 'secrets', '*', 'mode'],
      ['sops', 'templates', '*', 'mode'],
    ]) {
      for (const { owner, names, value } of estate.optionsOf(system)._at(path)) {
        if (typeof value !== 'string') continue;
        found.push({ owner, text: value, keyPath: keyPathOf(path.map((key) => (key === '*' ? names[0]! : key))) });
      }
    }
  }
  return found;
}
