import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import * as fc from 'fast-check';
import { graphOf, wholeEstate } from './estate';
import { allCards, picture } from '../../src/graph/cards';
import { cardLinks } from '../../src/graph/flat';
import { GraphFormat, render } from '../../src/graph/formats';
import { Graph } from '../../src/graph/graph';
import { LINES } from '../../src/graph/theme';
import { xml } from '../../src/graph/xml';

const graph = graphOf(wholeEstate());
const folder = mkdtempSync(join(tmpdir(), 'cosmo-graph-test-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program where it is installed; on CI it must be. */
function installed(name: string, args: string[]): boolean {
  const there = spawnSync(name, args, { stdio: 'ignore' }).error === undefined;
  if (!there && process.env.CI) throw new Error(`${name} is missing: install it`);
  return there;
}

/** One box with a text that means something to every format. */
function hostile(label: string): Graph {
  const node = (id: string) => ({ id, kind: 'host', topic: 'hosts', label, facts: [label] }) as const;
  const edge = { kind: 'uses', topic: 'connections', from: 'a', to: 'b', label } as const;
  return { version: 1, title: label, nodes: [node('a'), node('b')], edges: [edge] };
}

const HOSTILE = [
  '</title><script>alert(1)</script>',
  '"]; end',
  '\\',
  'a\nb',
  ']]>',
  '--> x',
  '`md`',
  '&amp;',
  '\u0000\u001b',
  '#quot;',
];

describe('SVG', () => {
  const text = render(graph, 'svg');

  test('has a title and a description in words, which its root names', () => {
    expect(text).toContain('role="img" aria-labelledby="cosmo-title cosmo-desc"');
    expect(text).toContain('<title id="cosmo-title">All &amp; &quot;everything&quot; &lt;of&gt; it</title>');
    expect(text).toMatch(/<desc id="cosmo-desc">4 hosts · 3 guests .*nas \(.*wiki\.home\.arpa.*<\/desc>/);
  });

  test('is light or dark as its reader prefers, or as it is told', () => {
    expect(text).toContain('@media (prefers-color-scheme: dark)');
    const [light, dark] = (['light', 'dark'] as const).map((theme) => render(graph, 'svg', theme));
    for (const one of [light, dark]) expect(one).not.toContain('@media');
    expect(light).not.toBe(dark);
  });

  test('asks for nothing from elsewhere', () => {
    expect(text.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/(href|src|url\(|@import|@font-face)/);
  });

  test('draws every node and every line, and a legend of the kinds of lines', () => {
    for (const { id } of graph.nodes) expect(text).toContain(`data-id="${xml(id)}"`);
    expect(text.match(/<g class="edge"/g)).toHaveLength(graph.edges.length);
    for (const { kind } of graph.edges) expect(text).toContain(`>${LINES[kind].name}</text>`);
  });

  const xmllint = installed('xmllint', ['--version']) ? test : test.skip;
  xmllint.each([['the estate', graph] as const, ...HOSTILE.map((label) => [label, hostile(label)] as const)])(
    'is well-formed XML: %j',
    (_name, of) => {
      const file = join(folder, 'one.svg');
      writeFileSync(file, render(of, 'svg'));
      const { status, stderr } = spawnSync('xmllint', ['--noout', file], { encoding: 'utf8' });
      expect([status, stderr]).toEqual([0, '']);
    },
  );

  test('escapes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (any) => {
        expect(xml(any)).not.toMatch(/[<>"]|&(?!amp;|lt;|gt;|quot;)/);
      }),
    );
  });
});

describe('Mermaid', () => {
  const text = render(graph, 'mermaid');

  test('has every box once, and every line between boxes', () => {
    const drawn = picture(graph);
    for (const card of allCards(drawn.cards)) {
      const i = allCards(drawn.cards).indexOf(card);
      expect(text.split('\n').filter((line) => new RegExp(`^ *(subgraph )?n${i}\\[`).test(line))).toHaveLength(1);
    }
    expect(text.match(/^ {2}n\d+ [-.=]+>.*n\d+$/gm)).toHaveLength(cardLinks(drawn).length);
    expect(text.match(/^ *subgraph /gm)).toHaveLength(text.match(/^ *end$/gm)!.length);
  });

  test.each(HOSTILE)('takes no text for its own: %j', (label) => {
    const lines = render(hostile(label), 'mermaid').split('\n');
    expect(lines.slice(3).filter((line) => line !== '')).toHaveLength(4);
    for (const line of lines.slice(4)) expect(line).toMatch(/^( {2}n\d\["[^"\\`]*"\]| {2}n0 -->\|"[^"\\`]*"\| n1)?$/);
  });
});

describe('Graphviz', () => {
  test('has every line, those to boxes with boxes ending at their rims', () => {
    const text = render(graph, 'dot');
    expect(text.match(/^ {2}n\d+ -> n\d+ \[/gm)).toHaveLength(cardLinks(picture(graph)).length);
    expect(text).toMatch(/ltail=cluster_n\d+/);
    expect(text.match(/{/g)).toHaveLength(text.match(/}/g)!.length);
  });

  test.each(HOSTILE)('takes no text for its own: %j', (label) => {
    for (const line of render(hostile(label), 'dot').split('\n').slice(4, -2)) {
      expect(line.replace(/"(?:[^"\\]|\\.)*"/g, '""')).toMatch(/^ {2}n\d( -> n\d)? \[[a-z=", ]*\];$/);
    }
  });
});

describe('HTML', () => {
  const text = render(graph, 'html');

  test('is one page that asks for nothing from elsewhere', () => {
    expect(text).toContain(`content="default-src 'none';`);
    expect(text.replace('http://www.w3.org/2000/svg', '')).not.toMatch(
      /<(link|img|iframe)|<script[^>]* src|@import|url\(/,
    );
  });

  test.each(HOSTILE)('takes no text for its own: %j', (label) => {
    const page = render(hostile(label), 'html');
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page.match(/<\/script/g)).toHaveLength(2);
    const json = /id="entries">(.*)<\/script>/.exec(page)![1]!;
    expect(JSON.parse(json)[0].text).toBe(label);
  });
});

/** A browser, where one is installed. GitHub's runners have Chrome. */
const BROWSERS = ['google-chrome', 'chromium', 'chromium-browser'];
const browser = BROWSERS.find((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).error === undefined);
if (!browser && process.env.CI) throw new Error(`no browser is installed: one of ${BROWSERS.join(', ')}`);

(browser ? describe : describe.skip)('the page in a browser', () => {
  const page = join(folder, 'page.html');
  const look = (hash: string) => {
    writeFileSync(page, render(graph, 'html'));
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--virtual-time-budget=3000', '--dump-dom'];
    const { stdout } = spawnSync(browser!, [...flags, `file://${page}${hash}`], { encoding: 'utf8', timeout: 50_000 });
    return stdout;
  };

  test('finds by name and address, shows what it found, and dims the rest', () => {
    const found = look('#q=192.168.1.50');
    expect(found).toContain('>1 found</output>');
    expect(found).toMatch(/<svg [^>]*class="searching"/);
    const hits = look('#q=wiki');
    const items = /<ul id="found"[^>]*>(.*?)<\/ul>/s.exec(hits)![1]!;
    expect(items).toContain('wiki.home.arpa');
    expect(hits).toMatch(/<g class="node container hit" data-id="nas\/wiki"/);
    expect(hits).toMatch(/<g class="node machine" data-id="mac"/);
    expect(hits).toMatch(/<g class="edge hit" data-from="nas\/proxy#wiki\.home\.arpa"/);
  }, 120_000);

  test('shows all of it, and nothing found, where nothing is asked for', () => {
    const all = look('');
    expect(all).not.toContain('class="searching"');
    expect(all).toMatch(/<ul id="found"[^>]*hidden=""/);
  }, 60_000);
});

test.each<GraphFormat>(['svg', 'mermaid', 'dot', 'html', 'json'])('%s is the same each time', (format) => {
  expect(render(graphOf(wholeEstate()), format)).toBe(render(graph, format));
});
