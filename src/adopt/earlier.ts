/** What `index.ts` says of the function that adds hosts; by it one that was adopted before is known. */
export const HOSTS_DOC = '/** All hosts that were adopted. */';

/** An `index.ts` of hosts that were adopted before, into another folder. */
export interface EarlierHosts {
  /** Its path, from the root. */
  readonly file: string;
  /** Inputs that it declares: their names, and the statements that do. */
  readonly inputs: ReadonlyMap<string, string>;
  /** The functions of its hosts. */
  readonly hosts: readonly string[];
}

/** What a file says of hosts that were adopted; undefined for another file. */
export function readEarlier(file: string, text: string): EarlierHosts | undefined {
  if (!text.includes(HOSTS_DOC)) return undefined;
  const inputs = new Map<string, string>();
  for (const [statement, name] of text.matchAll(/^ *new FlakeInput\(\s*app,\s*'([^']+)'[^]*?\);$/gm)) {
    inputs.set(name!, statement);
  }
  const hosts = [...text.matchAll(/^import \{ (\w+) \} from '\./gm)].map(([, name]) => name!);
  return { file, inputs, hosts };
}

/** Whether two statements say the same, however they are laid out. */
export function saysTheSame(one: string, other: string): boolean {
  const bare = (text: string) => text.replace(/\s+/g, '').replace(/,(?=[)}\]])/g, '');
  return bare(one) === bare(other);
}
