import { Picture, picture } from './cards';
import { dot } from './dot';
import type { Graph } from './graph';
import { html } from './html';
import { mermaid } from './mermaid';
import { svg } from './svg';
import type { Theme } from './theme';

/** What a graph is printed as. */
export type GraphFormat = 'svg' | 'mermaid' | 'dot' | 'html' | 'json';

/** A graph in a form. */
export function render(graph: Graph, format: GraphFormat, theme: Theme = 'auto'): string {
  const forms: Readonly<Record<Exclude<GraphFormat, 'json'>, (drawn: Picture) => string>> = {
    svg: (drawn) => svg(drawn, theme),
    mermaid,
    dot,
    html,
  };
  return format === 'json' ? `${JSON.stringify(graph, undefined, 2)}\n` : forms[format](picture(graph));
}
