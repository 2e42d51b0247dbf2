import type { NodeKind } from './graph';

const SERVICE =
  'M9 1.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 0 0 0-15M1.5 9h15M9 1.5c4.5 4.5 4.5 10.5 0 15M9 1.5c-4.5 4.5-4.5 10.5 0 15';
const FOLDER = 'M2 4h5l1.5 2H16v9H2z';
const DRUM = 'M2.5 4.5c0-4 13-4 13 0v9c0 4-13 4-13 0zM2.5 4.5c0 4 13 4 13 0M2.5 9c0 4 13 4 13 0';
const NET = 'M6.5 2h5v4h-5zM1.5 12h5v4h-5zM11.5 12h5v4h-5zM9 6v3M4 12V9h10v3';
const LOCK = 'M3.5 8h11v8h-11zM5.5 8V5.5a3.5 3.5 0 0 1 7 0V8M9 11v2';

/** The lines of each kind's sign, on a field of 18 by 18. */
export const ICONS: Readonly<Record<NodeKind, string>> = {
  host: 'M2.5 2h13v6h-13zM2.5 10h13v6h-13zM5 5h1M5 13h1M9 5h4M9 13h4',
  home: 'M1.5 9L9 2l7.5 7M4 7v9h10V7M7.5 16v-5h3v5',
  guest: 'M2 2.5h14v10H2zM6 16h6M9 12.5V16',
  container: 'M9 1.5l7 3.75v7.5L9 16.5l-7-3.75v-7.5zM2 5.25L9 9l7-3.75M9 9v7.5',
  proxy: 'M2 9h5M11 4h5M11 9h5M11 14h5M7 9l4-5M7 9l4 5M7 9h4',
  service: SERVICE,
  route: SERVICE,
  pool: DRUM,
  dataset: FOLDER,
  volume: DRUM,
  disk: DRUM,
  mount: FOLDER,
  lan: NET,
  network: NET,
  nic: 'M2 4h14v8H2zM5 12v3M9 12v3M13 12v3M5 7.5h3',
  tailnet: 'M4 4h.01M9 4h.01M14 4h.01M4 9h.01M9 9h.01M14 9h.01M4 14h.01M9 14h.01M14 14h.01M4 9h10M9 9v5',
  rule: LOCK,
  store: LOCK,
  secret: LOCK,
  external: 'M5 14.5a3.5 3.5 0 0 1 0-7a4.5 4.5 0 0 1 8.6-.8a4 4 0 0 1 .4 7.8z',
};
