import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const docs = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const root = dirname(docs);
const { repository } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { repository: { url: string } };
/** Where the repository is on the web. */
export const web = repository.url.replace(/\.git$/, '');

/** What of a token of markdown-it is looked at. */
interface Token {
  readonly type: string;
  info: string;
  readonly children?: Token[] | null;
  attrGet(name: string): string | null;
  attrSet(name: string, value: string): void;
}

/** The part of markdown-it that is changed. */
interface Markdown {
  readonly core: { readonly ruler: { push(name: string, rule: (state: State) => void): void } };
  readonly renderer: {
    readonly rules: Record<string, ((tokens: Token[], index: number, ...rest: any[]) => string) | undefined>;
  };
}

interface State {
  readonly tokens: Token[];
  readonly env: { readonly path?: string; readonly realPath?: string };
}

/**
 * Links of the pages as they stand in the repository: to a file beside the docs they lead to the repository on the
 * web, and to a README to the index of its folder. A link to a file that is not there fails the build.
 */
export function repositoryLinks(md: Markdown): void {
  md.core.ruler.push('repository_links', ({ tokens, env }) => {
    const page = env.realPath ?? env.path;
    if (page === undefined) return;
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      if (token.type === 'link_open') token.attrSet('href', placeOf(token.attrGet('href')!, page));
      if (token.type === 'image') placeOf(token.attrGet('src')!, page);
    }
  });
}

function placeOf(href: string, page: string): string {
  if (/^([a-z]+:|#|\/\/)/.test(href)) return href;
  const [path, anchor] = href.split('#');
  const file = resolve(dirname(page), decodeURI(path!));
  if (!existsSync(file)) throw new Error(`${relative(root, page)} links to ${href}, which is not there`);
  const place = relative(docs, file);
  if (place.startsWith('..')) {
    const kind = statSync(file).isDirectory() ? 'tree' : 'blob';
    return `${web}/${kind}/main/${relative(root, file)}${anchor ? `#${anchor}` : ''}`;
  }
  return href.replace(/(^|\/)README\.md/, '$1index.md');
}

/** Vue takes what stands in doubled braces for an expression; in these pages it is Nix, systemd or Go. */
export function plainBraces(md: Markdown): void {
  const { rules } = md.renderer;
  for (const name of ['text', 'code_inline']) {
    const before = rules[name]!;
    rules[name] = (...all) => before(...all).replace(/\{\{/g, '&#123;&#123;');
  }
}

/** Blocks that name what they are to the tests, and no language: they are not coloured. */
export function plainBlocks(md: Markdown, names: readonly string[]): void {
  md.core.ruler.push('plain_blocks', ({ tokens }) => {
    for (const token of tokens) if (token.type === 'fence' && names.includes(token.info.trim())) token.info = 'txt';
  });
}

/** The anchors of headings, as GitHub makes them. */
export function slug(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
    .replace(/\s/g, '-');
}
