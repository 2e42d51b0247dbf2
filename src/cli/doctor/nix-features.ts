import { readFileSync } from 'fs';
import { delimiter, dirname, join, resolve } from 'path';
import type { DoctorContext } from './context';

/** The experimental features that the configuration of Nix turns on; it is read as Nix does, which is not run. */
export function nixFeatures({ env, home }: Pick<DoctorContext, 'env' | 'home'>): Set<string> {
  const features = new Set<string>();
  const userFiles = env.NIX_USER_CONF_FILES?.split(delimiter) ?? usualFiles(env, home);
  const files = [join(env.NIX_CONF_DIR || '/etc/nix', 'nix.conf'), ...[...userFiles].reverse()];
  for (const file of files) apply(textOf(file), file, features, new Set());
  apply(env.NIX_CONFIG ?? '', '', features, new Set());
  return features;
}

function usualFiles(env: NodeJS.ProcessEnv, home: string): string[] {
  const folders = [
    env.XDG_CONFIG_HOME || join(home, '.config'),
    ...(env.XDG_CONFIG_DIRS || '/etc/xdg').split(delimiter),
  ];
  return folders.map((folder) => join(folder, 'nix/nix.conf'));
}

function apply(text: string, file: string, features: Set<string>, above: Set<string>): void {
  for (const line of text.split('\n')) {
    const words = line.replace(/#.*/, '').trim().split(/\s+/);
    const [name, equals, ...values] = words;
    if ((name === 'include' || name === '!include') && equals !== undefined) {
      const path = resolve(dirname(file), equals);
      if (!above.has(path)) apply(textOf(path), path, features, new Set([...above, path]));
    } else if (equals === '=' && name === 'experimental-features') {
      features.clear();
      for (const value of values) features.add(value);
    } else if (equals === '=' && name === 'extra-experimental-features') {
      for (const value of values) features.add(value);
    }
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
