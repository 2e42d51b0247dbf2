import { IConstruct } from 'constructs';
import { SystemKind } from '../../../app';
import { ownDefinitions } from '../../../app/definitions/definitions';
import { isPlainSet } from '../../../app/option-tree';
import type { Estate } from '../../../app/rules/estate';
import { HomeAttachment } from '../../home-attachment';

/** What one module sets of a home: a profile's, a standalone home's, or a host's for one of its users. */
export interface HomeModule {
  readonly owner: IConstruct;
  readonly tree: Record<string, unknown>;
  /** Where its options stand in the options of the System. */
  readonly prefix: string;
}

/** Every module of every home, once, however many homes have it. */
export function homeModules(estate: Estate): readonly HomeModule[] {
  const found: HomeModule[] = [];
  for (const system of estate.systems) {
    if (system.kind === SystemKind.HOME) {
      for (const { owner, tree } of ownDefinitions(system).definitions) found.push({ owner, tree, prefix: '' });
      continue;
    }
    for (const { value, owner, names } of estate.optionsOf(system)._at(['home-manager', 'users', '*'])) {
      // What an attachment holds has the key paths of its props.
      const prefix = owner instanceof HomeAttachment ? '' : `home-manager.users.${names[0]!}.`;
      if (isPlainSet(value)) found.push({ owner, tree: value, prefix });
    }
  }
  return found;
}
