import { atom, call, Member, object, quote, statement, stringAtom } from './code';
import { commentsIn } from './comments';
import { EarlierHosts, HOSTS_DOC, saysTheSame } from './earlier';
import { readFlake, ReadFlake, ReadInput, ReadSystem } from './flake';
import { Followed, functionName, ModuleGraph, ModuleKind, relativeModule } from './graph';
import { Sources } from './paths';
import { unwrapped } from './scope';
import type { Binding, Item } from '../nix/ast';
import { attrName } from '../nix/attr-name';

/** What is to be adopted. */
export interface AdoptRequest {
  readonly sources: Sources;
  /** A `flake.nix`, a module, or a folder with a `default.nix`, from the project's root. */
  readonly entry: string;
  /** The folder of the program, from the root. */
  readonly out: string;
  /** Leave every module as it is. */
  readonly include?: boolean;
  /** Make a host of this name of a module. */
  readonly host?: string;
  /** Only this host of a flake. */
  readonly flakeHost?: string;
  /** What a module is of, where it stands alone. */
  readonly kind?: ModuleKind;
  /** Hosts that were adopted before, into other folders: what they declare is not declared again. */
  readonly earlier?: readonly EarlierHosts[];
}

/** An input that hosts which were adopted before declare otherwise: an estate has one of a name. */
export class InputDiffers extends Error {
  constructor(
    readonly input: string,
    readonly file: string,
    readonly there: string,
    readonly here: string,
  ) {
    super(`${file} declares the input ${input} otherwise`);
  }
}

/** What became of a module. */
export interface AdoptedModule {
  /** The file that it comes from, from the root. */
  readonly from: string;
  /** The file of the program. */
  readonly to: string;
  /** Why it stays as it is; undefined for one that was converted. */
  readonly included?: string;
  readonly data: number;
  readonly references: number;
  readonly raw: number;
  /** Paths in it that lead to nothing. */
  readonly missing: readonly string[];
}

export interface Adopted {
  /** Texts of the program by their paths from the root. */
  readonly files: ReadonlyMap<string, string>;
  readonly modules: readonly AdoptedModule[];
  readonly hosts: readonly string[];
  readonly inputs: readonly string[];
  /** Of these, what hosts that were adopted before declare, and the files of these hosts. */
  readonly declared: ReadonlyMap<string, string>;
  /** Hosts that were adopted before, too, and the files that add them. */
  readonly twice: ReadonlyMap<string, string>;
  /** The release that its nixpkgs is of, where its url tells. */
  readonly release?: string;
  /** Files and folders that are copied into the output as they are. */
  readonly assets: readonly string[];
  /** What could not be followed. */
  readonly notes: readonly string[];
  /** @internal */
  readonly graph: ModuleGraph;
}

/** A system whose platform is known. */
interface PlacedSystem extends ReadSystem {
  readonly platform: string;
}

/**
 * Make a program of hand-written Nix.
 * @throws Stays where the entry is no Nix, or no flake; InputDiffers where hosts that were adopted before declare an
 * input otherwise
 */
export function adopt(request: AdoptRequest): Adopted {
  const { entry, out, include = false, earlier = [] } = request;
  const isFlake = entry === 'flake.nix' || entry.endsWith('/flake.nix');
  const flake: ReadFlake | undefined = isFlake ? readFlake(entry, request.sources) : undefined;
  const kind = request.kind ?? 'nixos';
  const all: ReadSystem[] = flake
    ? [...flake.systems]
    : request.host !== undefined
      ? [{ name: request.host, kind: kind === 'darwin' ? 'darwin' : 'nixos', modules: [entry], inline: new Map() }]
      : [];
  const hosts = all.filter(({ name }) => request.flakeHost === undefined || name === request.flakeHost);
  const inline = new Map(hosts.flatMap((one) => [...one.inline]));
  const graph = new ModuleGraph(withInline(request.sources, inline), !include, inline);
  const notes = [...(flake?.notes ?? [])];
  for (const host of hosts) {
    for (const path of host.modules) {
      if (!graph.add(path, host.kind)) notes.push(`${host.name}: ${path} is no module, and left out`);
    }
  }
  if (hosts.length === 0 && !flake) graph.add(entry, kind);
  const placed = hosts.map((host) => ({ ...host, platform: hostPlatform(host, graph.inOrder(host.modules)) }));
  for (const host of placed) liftPlatform(host, graph, placed);
  graph.finish(out);
  const modules = [...graph.modules.values()];
  const files = new Map<string, string>();
  for (const one of modules) files.set(one.name!.target, graph.moduleText(one));
  if ([...files.values()].some((text) => text.includes('file(scope, '))) files.set(`${out}/files.ts`, FILES);
  const names = new Set(['index', 'files', 'modules']);
  const exported = placed.map((host) => {
    let name = functionName(host.name, new Set(names));
    if (names.has(name)) name = `${name}Host`;
    names.add(name);
    files.set(`${out}/${name}.ts`, hostText(host, name, graph, `${out}/${name}.ts`));
    return name;
  });
  const used = inputsUsed(modules, flake?.inputs ?? []);
  const declared = hosts.length > 0 ? declaredBefore(used, earlier) : new Map<string, string>();
  if (hosts.length > 0) files.set(`${out}/index.ts`, indexText(exported, used, declared));
  notes.push(...notesOf(modules, new Set((flake?.inputs ?? []).map(({ name }) => name)), flake !== undefined));
  return {
    files: new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1))),
    modules: modules.map(reportOf),
    hosts: hosts.map(({ name }) => name),
    inputs: used.map(({ name }) => name),
    declared,
    twice: new Map(
      exported.flatMap((name): [string, string][] =>
        earlier.filter((one) => one.hosts.includes(name)).map(({ file }) => [name, file]),
      ),
    ),
    release: releaseOf(used),
    assets: [...graph.assets].filter(
      (path) => files.size > 0 && [...files.values()].some((text) => text.includes(quote(path))),
    ),
    notes,
    graph,
  };
}

function withInline(sources: Sources, inline: ReadonlyMap<string, string>): Sources {
  return {
    kind: (path) => (inline.has(path) ? 'file' : sources.kind(path)),
    read: (path) => inline.get(path) ?? sources.read(path),
    list: (path) => sources.list(path),
  };
}

function reportOf(one: Followed): AdoptedModule {
  const { data, references, raw } = one.converted?.shares ?? { data: 0, references: 0, raw: 0 };
  return { from: one.file, to: one.name!.target, included: one.stays, data, references, raw, missing: one.missing };
}

// --- the program ---

const FILES = `import { App, Asset, Expr } from 'cosmo-nix';
import { IConstruct } from 'constructs';

/** A file or folder of the project as it is. Its copies stand to one another as the originals do. */
export function file(scope: IConstruct, path: string): Expr {
  const app = App.of(scope);
  const id = \`adopted \${path}\`;
  const asset = (app.node.tryFindChild(id) as Asset | undefined) ?? new Asset(app, id, { path, target: path });
  return asset.file;
}
`;

function hostText(host: PlacedSystem, name: string, graph: ModuleGraph, target: string): string {
  const modules = graph.inOrder(host.modules);
  const className = host.kind === 'darwin' ? 'DarwinSystem' : 'NixosSystem';
  const props: Member[] = [{ key: 'platform', value: stringAtom(host.platform) }];
  const taken = new Set([name, 'host', 'app']);
  const imports = modules.map((one) => {
    const own = one.name!.name;
    let local = own;
    while (taken.has(local)) local = `${local}Module`;
    taken.add(local);
    const names = local === own ? own : `${own} as ${local}`;
    return {
      local,
      line: `import { ${names} } from ${quote(relativeModule(target, one.name!.target.replace(/\.ts$/, '')))};`,
    };
  });
  const made = call(`new ${className}`, atom('app'), stringAtom(host.name), object(props));
  return `import { App, ${className} } from 'cosmo-nix';
${imports.map(({ line }) => `${line}\n`).join('')}
/** The host ${host.name}: its modules in the order in which they were imported. */
export function ${name}(app: App): ${className} {
${statement('const host = ', made, 2)}${imports.map(({ local }) => `  ${local}(host);\n`).join('')}  return host;
}
`;
}

function hostPlatform({ platform, kind }: ReadSystem, modules: readonly Followed[]): string {
  return platformOf(modules) ?? platform ?? (kind === 'darwin' ? 'aarch64-darwin' : 'x86_64-linux');
}

/** What the host says by its platform, its modules need not, and must not where they say it in another form. */
function liftPlatform(host: PlacedSystem, graph: ModuleGraph, hosts: readonly PlacedSystem[]): void {
  for (const one of graph.inOrder(host.modules)) {
    if (!one.module || one.stays !== undefined) continue;
    const { body } = one.module;
    const kept = body.filter((item) => {
      const set = definedPlatform(item);
      if (set === undefined) return true;
      // Other hosts may share the module.
      return hosts.some((other) => {
        const modules = graph.inOrder(other.modules);
        return modules.includes(one) && other.platform !== set;
      });
    });
    if (kept.length < body.length) {
      const lost = body.filter((item) => !kept.includes(item));
      one.module = { ...one.module, body: kept, comments: [...one.module.comments, ...commentsIn(lost)] };
    }
  }
}

/** `x` of `nixpkgs.hostPlatform = "x"` or `nixpkgs.hostPlatform.system = "x"`. */
function definedPlatform(item: Item<Binding>): string | undefined {
  if (item.kind !== 'assign') return undefined;
  const path = item.path.map(attrName).join('.');
  let value = unwrapped(item.value);
  if (path === 'nixpkgs.hostPlatform' && value.kind === 'set' && value.items.length === 1) {
    const [only] = value.items;
    if (only.kind !== 'assign' || only.path.length > 1 || attrName(only.path[0]) !== 'system') return undefined;
    value = unwrapped(only.value);
  } else if (path !== 'nixpkgs.hostPlatform' && path !== 'nixpkgs.hostPlatform.system') {
    return undefined;
  }
  return value.kind === 'string' && value.parts.length === 1 && typeof value.parts[0] === 'string'
    ? value.parts[0]
    : undefined;
}

/** The platform that a module of the host sets. */
function platformOf(modules: readonly Followed[]): string | undefined {
  for (const { text, module } of modules) {
    for (const item of module?.body ?? []) {
      const set = definedPlatform(item);
      if (set !== undefined) return set;
    }
    const found =
      /nixpkgs\.hostPlatform(?:\.system)?\s*=\s*(?:(?:lib\.)?mkDefault\s*)?"([a-z0-9_]+-(?:linux|darwin))"/.exec(text);
    if (found) return found[1];
  }
  return undefined;
}

function indexText(
  hosts: readonly string[],
  inputs: readonly ReadInput[],
  declared: ReadonlyMap<string, string>,
): string {
  const own = inputs.filter(({ name }) => !declared.has(name));
  const names = ['App', ...(own.length > 0 ? ['FlakeInput'] : [])];
  const elsewhere = [...declared].map(([name, file]) => `  // The input ${name} is declared in ${file}.\n`);
  return `import { ${names.join(', ')} } from 'cosmo-nix';
${hosts.map((name) => `import { ${name} } from './${name}';\n`).join('')}
${HOSTS_DOC}
export function addHosts(app: App): void {
${[...elsewhere, ...own.map(inputText)].join('')}${hosts.map((name) => `  ${name}(app);\n`).join('')}}
`;
}

function inputText({ name, url, followsInput, follows, flake }: ReadInput): string {
  const props: Member[] = [];
  if (url !== undefined) props.push({ key: 'url', value: stringAtom(url) });
  if (followsInput !== undefined) props.push({ key: 'followsInput', value: stringAtom(followsInput) });
  const below = Object.entries(follows).map(([key, target]): Member => ({
    key: /^[A-Za-z_]\w*$/.test(key) ? key : quote(key),
    value: stringAtom(target),
  }));
  if (below.length > 0) props.push({ key: 'follows', value: object(below) });
  if (!flake) props.push({ key: 'flake', value: atom('false') });
  return statement('', call('new FlakeInput', atom('app'), stringAtom(name), object(props)), 2);
}

/** Inputs that were declared before, in the same words, and where. */
function declaredBefore(inputs: readonly ReadInput[], earlier: readonly EarlierHosts[]): Map<string, string> {
  const declared = new Map<string, string>();
  for (const input of inputs) {
    for (const { file, inputs: known } of earlier) {
      const there = known.get(input.name);
      if (there === undefined) continue;
      const here = inputText(input);
      if (!saysTheSame(there, here)) throw new InputDiffers(input.name, file, there.trim(), here.trim());
      declared.set(input.name, declared.get(input.name) ?? file);
    }
  }
  return declared;
}

function releaseOf(inputs: readonly ReadInput[]): string | undefined {
  const url = inputs.find(({ name }) => name === 'nixpkgs')?.url ?? '';
  return /(?:nixos|release)-(\d\d\.(?:05|11))/.exec(url)?.[1] ?? (/unstable/.test(url) ? 'unstable' : undefined);
}

/** Inputs of the flake: nixpkgs, those that modules name, and what these follow. */
function inputsUsed(modules: readonly Followed[], inputs: readonly ReadInput[]): ReadInput[] {
  const texts = modules.map(({ text }) => text).join('\n');
  const names = new Set<string>(['nixpkgs', 'nix-darwin']);
  for (const { name } of inputs) if (texts.includes(name)) names.add(name);
  const byName = new Map(inputs.map((one) => [one.name, one]));
  const add = (name: string): void => {
    const one = byName.get(name);
    for (const target of [...Object.values(one?.follows ?? {}), one?.followsInput ?? '']) {
      const next = target.split('/')[0];
      if (next === '' || names.has(next)) continue;
      names.add(next);
      add(next);
    }
  };
  for (const name of [...names]) add(name);
  return inputs.filter(({ name }) => names.has(name));
}

function notesOf(modules: readonly Followed[], inputs: ReadonlySet<string>, isFlake: boolean): string[] {
  const notes: string[] = [];
  const unknown = new Set<string>();
  for (const { text, file, module, stays } of modules) {
    for (const [, name] of text.matchAll(/\binputs\.([A-Za-z_][A-Za-z0-9_-]*)/g)) {
      if (name !== 'self' && !inputs.has(name)) unknown.add(name);
    }
    if (/\binputs\.self\b|\bself\.(outPath|nixosModules|packages|overlays)|\$\{self\}/.test(text)) {
      notes.push(`${file} uses the flake itself: in the new flake, inputs.self is that one`);
    }
    if (module && stays === undefined && !isFlake) {
      const own = [...module.scope.args].filter(
        (name) =>
          module.scope.meaning(name, false).kind === 'argument' &&
          (module.scope.meaning(name, false) as { how?: string }).how === 'own',
      );
      if (own.length > 0) {
        notes.push(`${file} takes ${own.join(', ')}: set _module.args.${own[0]} in a NixModule of the host`);
      }
    }
  }
  if (unknown.size > 0) {
    notes.push(
      `declare the inputs ${[...unknown].join(', ')} where they are not well known: new FlakeInput(app, '${[...unknown][0]}', { url })`,
    );
  }
  return notes;
}
