import { readBlockYaml } from './sops-yaml';

/** How a sops file is written. */
export type SopsFormat = 'yaml' | 'json' | 'dotenv' | 'ini' | 'binary';

/** What a sops file tells without a key. */
export interface SopsFile {
  /** The age recipients. */
  readonly age: readonly string[];
  /** The fingerprints of PGP recipients. */
  readonly pgp: readonly string[];
  /** Keys of other kinds, by their kind: `kms`, `hc_vault`. */
  readonly others: readonly string[];
  /** Whether its keys are split over groups (Shamir), which sops-nix cannot join. */
  readonly groups: boolean;
  /** Whether it has a MAC, without which sops refuses it. */
  readonly hasMac: boolean;
  /** The paths of its values, such as `wifi/password`. */
  readonly keys: readonly string[];
  /** The paths of values that are not encrypted although nothing says so. */
  readonly plain: readonly string[];
}

/** The format that sops takes for a file by its name. */
export function sopsFormat(file: string): SopsFormat {
  const ending = /\.([a-z]+)$/.exec(file)?.[1];
  if (ending === 'yaml' || ending === 'yml') return 'yaml';
  if (ending === 'json' || ending === 'ini') return ending;
  return ending === 'env' ? 'dotenv' : 'binary';
}

/** What a sops file tells; undefined where the text is none of that format. */
export function readSopsFile(text: string, format: SopsFormat): SopsFile | undefined {
  const tree = READ[format](text);
  const meta = tree?.sops;
  if (!tree || !isSet(meta)) return undefined;
  const age = recipients(meta.age, 'recipient');
  const pgp = recipients(meta.pgp, 'fp');
  const mac = textOf(meta.mac);
  if (mac === undefined && age.length === 0 && pgp.length === 0) return undefined;
  const values = Object.entries(tree).flatMap(([key, value]) => (key === 'sops' ? [] : leaves(value, [key])));
  const selective = ['encrypted_regex', 'unencrypted_regex', 'encrypted_suffix', 'encrypted_comment_regex'].some(
    (name) => textOf(meta[name]) !== undefined,
  );
  const suffix = textOf(meta.unencrypted_suffix) ?? '_unencrypted';
  const groups = Array.isArray(meta.key_groups) ? meta.key_groups.filter(isSet) : [];
  return {
    age: [...age, ...groups.flatMap((group) => recipients(group.age, 'recipient'))],
    pgp: [...pgp, ...groups.flatMap((group) => recipients(group.pgp, 'fp'))],
    others: ['kms', 'gcp_kms', 'azure_kv', 'hc_vault', 'hckms'].filter((kind) => listOf(meta[kind]).length > 0),
    groups: groups.length > 1,
    hasMac: mac !== undefined && mac.startsWith('ENC['),
    keys: values.map(({ path }) => path.join('/')),
    plain: selective
      ? []
      : values
          .filter(({ path, value }) => isPlain(value) && !path.some((key) => key.endsWith(suffix)))
          .map(({ path }) => path.join('/')),
  };
}

type Tree = Record<string, unknown>;

const READ: Record<SopsFormat, (text: string) => Tree | undefined> = {
  yaml: readBlockYaml,
  json: readJson,
  binary: readJson,
  dotenv: (text) => {
    const entries = text.split('\n').flatMap((line) => {
      const match = /^([A-Za-z_][A-Za-z0-9_.]*)=(.*)$/.exec(line);
      return match ? [[match[1]!, match[2]!] as const] : [];
    });
    const values = entries.filter(([key]) => !key.startsWith('sops_'));
    const meta = entries
      .filter(([key]) => key.startsWith('sops_'))
      .map(([key, value]) => [key.slice(5), value] as const);
    return meta.length > 0 ? { ...Object.fromEntries(values), sops: unflatten(meta) } : undefined;
  },
  ini: (text) => {
    const tree = newTree();
    let section = 'DEFAULT';
    for (const line of text.split('\n')) {
      section = /^\s*\[([^\]]+)\]\s*$/.exec(line)?.[1] ?? section;
      const match = /^\s*([^=;#[\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line);
      if (match) ((tree[section] ??= newTree()) as Tree)[match[1]!] = match[2]!;
    }
    if (!isSet(tree.sops)) return undefined;
    return { ...tree, sops: unflatten(Object.entries(tree.sops) as [string, string][]) };
  },
};

/** A set without inherited members: the keys are whoever wrote the file's. */
function newTree(): Tree {
  return Object.create(null) as Tree;
}

function readJson(text: string): Tree | undefined {
  try {
    const tree: unknown = JSON.parse(text);
    return isSet(tree) ? tree : undefined;
  } catch {
    return undefined;
  }
}

/** Metadata of flat formats: `age__list_0__map_recipient` is the recipient of the first of a list. */
function unflatten(entries: readonly (readonly [string, string])[]): Tree {
  const tree = newTree();
  for (const [key, value] of entries) {
    const match = /^(.+?)__list_(\d+)__map_(.+)$/.exec(key);
    if (!match) {
      tree[key] = value;
      continue;
    }
    const items = (tree[match[1]!] ??= []) as Tree[];
    const index = Number(match[2]);
    if (index < 1000) (items[index] ??= newTree())[match[3]!] = value;
  }
  return tree;
}

function leaves(value: unknown, path: readonly string[]): { path: readonly string[]; value: unknown }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => leaves(item, [...path, String(index)]));
  if (isSet(value)) return Object.entries(value).flatMap(([key, item]) => leaves(item, [...path, key]));
  return [{ path, value }];
}

/** Whether a value is there to be read; sops leaves empty ones as they are. */
function isPlain(value: unknown): boolean {
  return value !== null && value !== '' && !(typeof value === 'string' && /^ENC\[.*\]$/.test(value));
}

function recipients(list: unknown, name: string): string[] {
  return listOf(list).flatMap((item) => textOf(item[name]) ?? []);
}

function listOf(list: unknown): Tree[] {
  return Array.isArray(list) ? list.filter(isSet) : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isSet(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
