import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const docs = resolve(dirname(fileURLToPath(import.meta.url)), '..');

const OPEN = ['Start here', 'How it works', 'A flake that is there'];

interface Item {
  readonly text: string;
  readonly link?: string;
  readonly collapsed?: boolean;
  readonly items?: Item[];
}

/** What stands beside the pages: the guide, the constructs and the rules as their indices have them. */
export function sidebar(): Item[] {
  return [
    { text: 'The guide', link: '/guide/', items: sections('guide') },
    {
      text: 'Reference',
      items: [
        { text: 'The constructs', link: '/constructs/', collapsed: true, items: sections('constructs') },
        {
          text: 'The command',
          link: '/cli',
          collapsed: true,
          items: pages(['cli/program', 'cli/output', 'cli/formats']),
        },
        { text: 'The rules', link: '/rules/', collapsed: true, items: rules() },
        { text: 'Errors', link: '/errors' },
      ],
    },
    { text: 'The project', items: pages(['architecture', 'contributing']) },
  ];
}

/** The lists below the headings of an index. */
function sections(folder: string): Item[] {
  const [, ...parts] = readFileSync(join(docs, folder, 'README.md'), 'utf8').split(/^## /m);
  return parts.map((part) => ({
    text: part.slice(0, part.indexOf('\n')),
    // What everybody reads is open, and what is open otherwise is the part that the page is in.
    collapsed: !OPEN.includes(part.slice(0, part.indexOf('\n'))),
    items: [...part.matchAll(/^- \[[^\]]+\]\(([\w-]+)\.md\)/gm)].map(([, name]) => page(`${folder}/${name!}`)),
  }));
}

function rules(): Item[] {
  const index = readFileSync(join(docs, 'rules/README.md'), 'utf8');
  return [...index.matchAll(/^## \[[^\]]+\]\(([\w-]+)\.md\)/gm)].map(([, name]) => page(`rules/${name!}`));
}

function pages(names: readonly string[]): Item[] {
  return names.filter((name) => existsSync(join(docs, `${name}.md`))).map(page);
}

function page(name: string): Item {
  const title = /^# (.+)$/m.exec(readFileSync(join(docs, `${name}.md`), 'utf8'))?.[1] ?? name;
  return { text: title.replace(/`/g, '').split(': ')[0]!, link: `/${name}` };
}
