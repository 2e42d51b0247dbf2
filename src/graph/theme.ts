import type { EdgeKind, NodeKind } from './graph';

/** In which colours a picture is: as whoever looks at it prefers, or always light or dark. */
export type Theme = 'auto' | 'light' | 'dark';

/** What a card is about: it decides on its colour. */
export type Hue =
  'machine' | 'guest' | 'container' | 'service' | 'storage' | 'network' | 'tailnet' | 'secret' | 'outside';

interface Palette {
  readonly paper: string;
  readonly card: string;
  readonly border: string;
  readonly ink: string;
  readonly faint: string;
  readonly tint: number;
  readonly hues: Readonly<Record<Hue, string>>;
}

const LIGHT: Palette = {
  paper: '#faf9f6',
  card: '#ffffff',
  border: '#d8d4ca',
  ink: '#1d2330',
  faint: '#5f6675',
  tint: 0.045,
  hues: {
    machine: '#2f4b8f',
    guest: '#6a3fb5',
    container: '#0b7285',
    service: '#1769c0',
    storage: '#a85a00',
    network: '#2a7a3b',
    tailnet: '#4a4fc4',
    secret: '#b32157',
    outside: '#5f6675',
  },
};

const DARK: Palette = {
  paper: '#12141a',
  card: '#1c1f28',
  border: '#363c4a',
  ink: '#eceef4',
  faint: '#a0a8ba',
  tint: 0.07,
  hues: {
    machine: '#8fb0ff',
    guest: '#bd9cff',
    container: '#4fd0e0',
    service: '#6db6ff',
    storage: '#ffb35c',
    network: '#6fd283',
    tailnet: '#a3a8ff',
    secret: '#ff85ad',
    outside: '#a0a8ba',
  },
};

/** The hue of each kind of node. */
export const HUE_OF: Readonly<Record<NodeKind, Hue>> = {
  host: 'machine',
  home: 'machine',
  guest: 'guest',
  container: 'container',
  proxy: 'service',
  service: 'service',
  route: 'service',
  pool: 'storage',
  dataset: 'storage',
  volume: 'storage',
  disk: 'storage',
  mount: 'storage',
  lan: 'network',
  network: 'network',
  nic: 'network',
  tailnet: 'tailnet',
  rule: 'tailnet',
  store: 'secret',
  secret: 'secret',
  external: 'outside',
};

/** The hue of each kind of line, and what the legend calls it. */
export const LINES: Readonly<Record<EdgeKind, { readonly hue: Hue; readonly name: string; readonly dash?: string }>> = {
  attached: { hue: 'network', name: 'has an address in' },
  forwards: { hue: 'network', name: 'leads on to', dash: '2 4' },
  member: { hue: 'tailnet', name: 'belongs to the tailnet' },
  uses: { hue: 'service', name: 'talks to' },
  secret: { hue: 'secret', name: 'is decrypted on', dash: '5 4' },
  copies: { hue: 'storage', name: 'is copied to', dash: '7 3' },
};

/** Fonts that are there without being fetched; none is wider than the table of widths. */
const FONT = "Inter, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif";

/** The style sheet of a picture. It names every colour, as not every program that draws SVG knows variables. */
export function styleSheet(theme: Theme): string {
  const light = colours(LIGHT);
  const dark = colours(DARK);
  if (theme !== 'auto') return `${SHAPES}\n${theme === 'light' ? light : dark}`;
  return `${SHAPES}\n${light}\n@media (prefers-color-scheme: dark) {\n${dark}\n}`;
}

const SHAPES = `text { font-family: ${FONT}; }
.name { font-size: 22px; font-weight: 700; }
.count { font-size: 12px; }
.title { font-size: 14px; font-weight: 700; }
.fact, .detail { font-size: 11px; }
.row { font-size: 12px; }
.label { font-size: 10.5px; }
.card { stroke-width: 1; }
.frame { stroke-width: 1.25; }
.rule { stroke-width: 1; }
.line { fill: none; stroke-width: 1.5; stroke-linejoin: round; }
.icon { fill: none; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }`;

function colours({ paper, card, border, ink, faint, tint, hues }: Palette): string {
  const lines = [
    `.paper, .under { fill: ${paper}; }`,
    `.card { fill: ${card}; stroke: ${border}; }`,
    `.rule { stroke: ${border}; }`,
    `.name, .title, .row { fill: ${ink}; }`,
    `.fact, .detail, .count { fill: ${faint}; }`,
    `.frame { fill-opacity: ${tint}; stroke-opacity: 0.55; }`,
  ];
  for (const [hue, colour] of Object.entries(hues)) {
    lines.push(`.${hue} .icon, .frame.${hue}, .line.${hue} { stroke: ${colour}; }`);
    lines.push(`.frame.${hue}, .head.${hue}, .label.${hue}, .bar.${hue} { fill: ${colour}; }`);
  }
  return lines.join('\n');
}

/** A hue's colour on light ground, for forms without a style sheet. */
export function hueColour(hue: Hue): string {
  return LIGHT.hues[hue];
}
