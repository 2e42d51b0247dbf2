import { Catalogue } from './catalogue';
import { catalogueOf, joinCatalogues, mountCatalogue } from './catalogue-store';

/** What home-manager's module for NixOS and nix-darwin declares, by the descriptions of its types. */
const OPTIONS: Readonly<Record<string, string>> = {
  backupCommand: 'null or string or absolute path',
  backupFileExtension: 'null or string',
  enableLegacyProfileManagement: 'boolean',
  extraSpecialArgs: 'attribute set',
  minimal: 'boolean',
  overwriteBackup: 'boolean',
  sharedModules: 'list of raw value',
  startAsUserService: 'boolean',
  useGlobalPkgs: 'boolean',
  useUserPackages: 'boolean',
  users: 'attribute set of (Home Manager module)',
  verbose: 'boolean',
};

/**
 * The catalogue of a system whose users have homes by home-manager: its module
 * is in no catalogue of options.
 *
 * @param home the options of a home; without them, homes are not looked into
 */
export function withHomeManager(system: Catalogue, home?: Catalogue): Catalogue {
  const module = catalogueOf(
    Object.entries(OPTIONS).map(([name, typeText]) => ({ loc: ['home-manager', name], typeText, readOnly: false })),
  );
  const joined = joinCatalogues([system, module]);
  return home ? mountCatalogue(joined, ['home-manager', 'users', '<name>'], home) : joined;
}
