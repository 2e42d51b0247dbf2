import { GraphBuilder } from './builder';
import type { Graph } from './graph';
import { App, Estate } from '../app';
import { addConnections } from './parts/connections';
import { addMachines } from './parts/machines';
import { addNetworks } from './parts/networks';
import { addSecrets } from './parts/secrets';
import { addServices } from './parts/services';
import { addStorage } from './parts/storage';
import { addTailnets } from './parts/tailnets';

/** The estate as plain data for a picture: from the finished tree, and nothing is evaluated. */
export function estateGraph(estate: Estate): Graph {
  const builder = new GraphBuilder();
  addSecrets(builder, estate, () => {
    addMachines(builder, estate);
    addServices(builder, estate);
    addStorage(builder, estate);
    addNetworks(builder, estate);
    addTailnets(builder, estate);
    addConnections(builder, estate);
  });
  return builder.graph(App.isApp(estate.root) ? estate.root.description : estate.root.node.path);
}
