import { writeFileSync } from 'fs';
import { GRAPH_FILE } from './graph';
import { estateGraph } from './model';
import { Estate } from '../app';
import { whenSynthesized } from '../app/looks';
import { whileStill } from '../app/still';

whenSynthesized((app) => {
  const file = process.env[GRAPH_FILE];
  if (!file) return;
  const graph = whileStill(() => estateGraph(Estate._of(app)));
  writeFileSync(file, `${JSON.stringify(graph)}\n`);
});
