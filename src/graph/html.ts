import { allCards, Picture } from './cards';
import { PAGE_SCRIPT } from './html-script';
import { PAGE_STYLE } from './html-style';
import { svg } from './svg';
import { xml } from './xml';

/** What the page's search looks through. */
interface Entry {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  /** What more is told of it. */
  readonly more: string;
  /** The title of the box that it is a line in. */
  readonly within: string;
}

/** A picture as a page that needs nothing else, neither files nor a network, with search, moving and zooming. */
export function html(picture: Picture): string {
  const title = xml(picture.title);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>
${PAGE_STYLE}
</style>
</head>
<body>
<header>
<h1>${title}</h1>
<input id="search" type="search" placeholder="Search: a name, an address, a port  ( / )" aria-label="Search the estate" autocomplete="off" spellcheck="false">
<output id="count" for="search" aria-live="polite"></output>
<span class="buttons"><button id="closer" aria-label="Zoom in">+</button><button id="farther" aria-label="Zoom out">−</button><button id="whole">Fit</button></span>
</header>
<main>
<ul id="found" aria-label="What was found" hidden></ul>
<div id="picture" tabindex="0" role="region" aria-label="The picture: drag to move, scroll to zoom">
${svg(picture, 'auto').trimEnd().replace('role="img"', 'role="group"')}
</div>
</main>
<script type="application/json" id="entries">${JSON.stringify(entries(picture)).replace(/</g, '\\u003c')}</script>
<script>
${PAGE_SCRIPT}
</script>
</body>
</html>
`;
}

function entries({ cards, links }: Picture): Entry[] {
  // What stands at a line is told of what it begins at: the address that a guest has in a network.
  const said = new Map<string, string[]>();
  for (const { from, label } of links) if (label !== undefined) said.set(from, [...(said.get(from) ?? []), label]);
  const more = (id: string, facts: readonly string[]) => [...facts, ...(said.get(id) ?? [])].join(' · ');
  return allCards(cards).flatMap(({ id, kind, title, facts, rows }) => [
    { id, kind, text: title, more: more(id, facts), within: '' },
    ...rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      text: row.label,
      more: more(row.id, row.full.split('\n').slice(1)),
      within: title,
    })),
  ]);
}
