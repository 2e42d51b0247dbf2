import { writeFileSync } from 'fs';
import { estateGraph } from './model';
import { Estate } from '../app';
import { whenSynthesized } from '../app/looks';
import { whileStill } from '../app/still';

/** The variable that names the file in which a program leaves its graph, for `cosmo graph`. */
export const GRAPH_FILE = 'COSMO_GRAPH';

whenSynthesized((app) => {
  const file = process.env[GRAPH_FILE];
  if (!file) return;
  const graph = whileStill(() => estateGraph(Estate._of(app)));
  writeFileSync(file, `${JSON.stringify(graph)}\n`);
});
