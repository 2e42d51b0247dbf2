import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** Links between the built pages whose page or anchor is not there: `page: link`. */
export function deadLinks(site: string): string[] {
  const pages = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));
  const texts = new Map(pages.map((page) => [join(site, page), readFileSync(join(site, page), 'utf8')]));
  const anchors = new Map([...texts].map(([file, text]) => [file, new Set(all(text, / id="([^"]+)"/g))]));
  return [...texts].flatMap(([file, text]) =>
    // The page itself, without what stands around every page.
    all(text.slice(Math.max(0, text.indexOf('<main'))), /<a [^>]*?href="([^"]+)"/g)
      .filter((href) => !/^([a-z]+:|\/\/)/.test(href))
      .filter((href) => {
        const [path, anchor] = href.split('#');
        const to = path === '' ? file : place(site, file, decodeURI(path!));
        if (!texts.has(to)) return !existsSync(to);
        return anchor !== undefined && anchor !== '' && !anchors.get(to)!.has(decodeURIComponent(anchor));
      })
      .map((href) => `${relative(site, file)}: ${href}`),
  );
}

function place(site: string, page: string, path: string): string {
  const file = path.startsWith('/') ? join(site, path) : resolve(dirname(page), path);
  return path.endsWith('/') || path === '' ? join(file, 'index.html') : file;
}

function all(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found]) => found!.replace(/&amp;/g, '&'));
}
