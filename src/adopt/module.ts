import { call, Code, Entry, commentText, layout, Member, object, quote, statement, stringAtom } from './code';
import { commentsIn, linesOf } from './comments';
import { Converter } from './convert';
import type { Constant, Shares } from './made';
import type { PathMap } from './raw';
import { ReadModule, Stays } from './read';
import { unwrapped } from './scope';
import type { Item, Node } from '../nix/ast';

/** A module as a function of TypeScript. */
export interface ConvertedModule {
  readonly text: string;
  readonly shares: Shares;
}

/** What a converted module is called, and where it comes from. */
export interface ModuleName {
  /** The file it comes from, as the comment says it. */
  readonly from: string;
  /** The function. */
  readonly name: string;
  /** The construct. */
  readonly id: string;
  /** How the program comes to `file`, from the folder of this module. */
  readonly filesModule: string;
}

/** What a `let` may be said again in raw Nix, before the module is better left as it is. */
const REPEATED = 3000;

/**
 * The text of the program's module.
 * @param follow whether an import is added by the host itself
 * @throws Stays where it is better left as it is
 */
export function convertModule(
  module: ReadModule,
  source: string,
  { from, name, id, filesModule }: ModuleName,
  files: PathMap,
  follow: (item: Node) => boolean,
): ConvertedModule {
  const converter = new Converter(files);
  converter.moduleWiths = module.scope.withs.length;
  converter.reserve(name);
  const { imports, comments: importComments } = convertImports(module.imports, converter, module, follow);
  const options = definitions(module, converter);
  if (converter.repeated > Math.max(REPEATED, source.length)) throw new Stays('most of it uses its `let`');
  const members: Member[] = [];
  if (imports.length > 0) members.push({ key: 'imports', value: { kind: 'array', items: imports } });
  if (options) members.push({ key: 'options', ...options });
  const comments = [...importComments, ...unsaid(module, converter)];
  const head = [...module.comments, ...comments];
  const body = call(
    'new NixModule',
    ...[{ kind: 'atom', text: 'scope' } as const, stringAtom(id)],
    ...(members.length > 0 ? [object(members)] : []),
  );
  const constants = usedConstants(converter.constants, body);
  const lines = [
    commentText(head, 2),
    ...constants.map(
      (one) => `${commentText(one.comments ?? [], 2)}${statement(`const ${one.name} = `, one.value, 2)}`,
    ),
    constants.length > 0 ? '\n' : '',
    statement('', body, 2),
    commentText(module.trailing, 2),
  ].join('');
  return { text: fileText({ from, name, filesModule }, lines), shares: converter.shares };
}

/** Those that the program says; others were tried for what stayed raw in the end. */
function usedConstants(all: readonly Constant[], body: Code): Constant[] {
  const used: Constant[] = [];
  let text = layout(body, 0, 0, 0);
  for (const one of [...all].reverse()) {
    if (!new RegExp(`(?<![\\w$])${one.name.replace(/\$/g, '\\$&')}(?![\\w$])`).test(text)) continue;
    used.unshift(one);
    text += `\n${layout(one.value, 0, 0, 0)}`;
  }
  return used;
}

/** The whole file, with the imports that its text needs. */
export function fileText(
  { from, name, filesModule }: Pick<ModuleName, 'from' | 'name' | 'filesModule'>,
  body: string,
): string {
  const used = (word: string) => new RegExp(`(?<![\\w$.'])${word}(?![\\w$'])`).test(body);
  const names = ['Nix', 'NixModule', 'System'].filter(
    (word) => word === 'System' || (word === 'Nix' ? /\bNix\./.test(body) : used(word)),
  );
  if (/\bnix(\.text|\.str)?`/.test(body)) names.push('nix');
  const own = /\bfile\(scope, /.test(body) ? `import { file } from ${quote(filesModule)};\n` : '';
  return `import { ${names.join(', ')} } from 'cosmo-nix';
${own}
/** From ${from}. */
export function ${name}(scope: System): void {
${body}}
`;
}

function convertImports(
  items: readonly Item<Node>[],
  converter: Converter,
  module: ReadModule,
  follow: (item: Node) => boolean,
) {
  const imports: Entry[] = [];
  let comments: string[] = [];
  const left: string[] = [];
  for (const item of items) {
    if (item.kind === 'loose') {
      comments.push(...linesOf(item.trivia));
      continue;
    }
    if (follow(item)) {
      left.push(...comments, ...commentsIn(item));
      comments = [];
      continue;
    }
    const { value, made, comments: own, apart } = converter.entry(item, module.scope);
    // A list of modules takes Exprs only.
    const code = made.isExpr ? value : call('Nix.value', value);
    imports.push({ value: code, comments: [...comments, ...(own ?? [])], apart });
    comments = [];
  }
  return { imports, comments: [...left, ...comments] };
}

function definitions(
  module: ReadModule,
  converter: Converter,
): { readonly value: Code; readonly comments?: readonly string[] } | undefined {
  if (module.whole) {
    const loose = module.body.flatMap((item) => (item.kind === 'loose' ? linesOf(item.trivia) : []));
    const { value, comments, made } = converter.entry(unwrapped(module.whole), module.scope);
    if (!made.isExpr) throw new Stays('its body is computed');
    return { value, comments: [...loose, ...(comments ?? [])] };
  }
  if (module.body.length === 0) return undefined;
  const code = converter.body(module.body, module.scope);
  if (code.kind === 'atom') return undefined;
  return { value: code };
}

/** Comments of what a `let` defines and nothing uses. */
function unsaid(module: ReadModule, converter: Converter): string[] {
  return [...module.scope.lets.values()].flatMap(({ name, item }) =>
    converter.said.has(name) ? [] : commentsIn(item),
  );
}
