import { existsSync, readFileSync } from 'fs';
import { dirname, join, relative } from 'path';
import { App, Asset } from '../../app';
import type { Estate } from '../../app/rules/estate';
import { SecretStore } from '../secret-store';
import { readBlockYaml } from '../sops-yaml';

/** A rule of a `.sops.yaml` that a person wrote. */
export interface SopsRule {
  /** The regular expression of paths; undefined where the rule is for all. */
  readonly pathRegex?: string;
  /** How many groups its keys are in. */
  readonly groups: number;
}

/** A `.sops.yaml` that a person wrote, by which a file of the estate was encrypted. */
export interface SopsRuleFile {
  /** From the project's root. */
  readonly path: string;
  /** The first file of the estate that it is for. */
  readonly asset: Asset;
  readonly rules: readonly SopsRule[];
}

/** The rules of sops beside the files of the estate and above them, without those that a store writes. */
export function sopsRuleFiles(estate: Estate): SopsRuleFile[] {
  const app = estate.root;
  if (!App.isApp(app)) return [];
  const written = new Set(estate._all(SecretStore.isSecretStore).map(({ rulesFile }) => rulesFile));
  const seen = new Set<string>();
  const found: SopsRuleFile[] = [];
  for (const asset of app._assets) {
    if (!/\.(ya?ml|json|env|ini|sops)$/.test(asset.sourcePath)) continue;
    for (let folder = dirname(asset.sourcePath); folder.startsWith(app.projectRoot); folder = dirname(folder)) {
      if (seen.has(folder)) break;
      seen.add(folder);
      const path = relative(app.projectRoot, join(folder, '.sops.yaml'));
      if (written.has(path) || !existsSync(join(folder, '.sops.yaml'))) continue;
      const tree = readBlockYaml(readFileSync(join(folder, '.sops.yaml'), 'utf8'));
      if (!Array.isArray(tree?.creation_rules)) continue;
      const rules = (tree.creation_rules as (Record<string, unknown> | null)[]).map((rule) => ({
        pathRegex: typeof rule?.path_regex === 'string' ? rule.path_regex : undefined,
        groups: Array.isArray(rule?.key_groups) ? rule.key_groups.length : 1,
      }));
      found.push({ path, asset, rules });
    }
  }
  return found;
}
