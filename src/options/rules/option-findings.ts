import { existsSync } from 'fs';
import { join, resolve } from 'path';
import { App, System, SystemKind } from '../../app';
import { ownDefinitions } from '../../app/definitions/definitions';
import type { Estate } from '../../app/rules/estate';
import { FindingsByCode } from '../../app/rules/findings-by-code';
import type { OptionDefinitions } from '../check';
import type { MainKind } from '../imported-catalogues';

const KINDS: Readonly<Record<SystemKind, MainKind>> = {
  [SystemKind.NIXOS]: 'nixos',
  [SystemKind.DARWIN]: 'darwin',
  [SystemKind.HOME]: 'home-manager',
};

/** What all modules set, held against the catalogues that the project has imported; nothing where it has none. */
export function optionFindings(estate: Estate): FindingsByCode {
  const found = new FindingsByCode();
  if (!App.isApp(estate.root)) return found;
  const { projectRoot, importsFolder, freeOptions } = estate.root;
  const folder = resolve(projectRoot, importsFolder);
  if (!existsSync(join(folder, 'imports.json'))) return found;
  // The catalogues and what reads them are loaded by those alone who have some.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { importedChecks } = require('../imported-catalogues') as typeof import('../imported-catalogues');
  const checks = importedChecks(folder, freeOptions);
  for (const system of estate.systems) {
    const check = checks.get(KINDS[system.kind]);
    if (!check) continue;
    for (const { owner, code, ...finding } of check.check(definitionsOf(estate, system))) {
      found.add(code, owner, finding);
    }
  }
  return found;
}

/** What a System's own modules set; of the modules that it shares, what they declare. */
function definitionsOf(estate: Estate, system: System): OptionDefinitions[] {
  const declared = system._modules.flatMap((module) => module._declared() ?? []);
  const shared = estate.optionsOf(system)._definitions.flatMap(({ tree }) => tree.options ?? []);
  return [
    ...ownDefinitions(system).definitions,
    ...[...declared, ...shared].map((options) => ({ owner: system, tree: {}, declared: options })),
  ];
}
