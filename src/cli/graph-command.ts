import { type Command, Option } from 'commander';
import { addVerb } from './verb';

/** Options of `cosmo graph`, as the command line gives them. */
export interface GraphOptions {
  readonly config?: string;
  readonly app?: string;
  readonly out?: string;
  readonly format?: 'svg' | 'mermaid' | 'dot' | 'html' | 'json';
  readonly only?: string[];
  readonly host?: string;
  readonly theme?: 'auto' | 'light' | 'dark';
  readonly open?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** `cosmo graph`; its code is loaded when it is called. */
export function addGraphCommand(program: Command): void {
  addVerb(program, 'graph', {
    group: 'Look:',
    description: 'draw the estate: machines, networks, storage, secrets, and who talks to whom',
    help: HELP,
    shared: ['config', 'app'],
  })
    .addOption(
      new Option(
        '--format <format>',
        'the form of the picture; by default as the name after --out ends, or svg',
      ).choices(['svg', 'mermaid', 'dot', 'html', 'json']),
    )
    .option('-o, --out <file>', 'the file to write, in place of standard output')
    .option('--only <topics...>', 'hosts, network, storage, secrets, connections: these alone')
    .option('--host <name>', 'this host, guest or container alone, and what it has to do with')
    .addOption(
      new Option(
        '--theme <theme>',
        'the colours of an SVG: as whoever looks at it prefers, or always the same',
      ).choices(['auto', 'light', 'dark']),
    )
    .option('--open', 'write the page with search to a temporary file, or to --out, and open it')
    .option('--json', 'the same as --format json')
    .option('-q, --quiet', 'print nothing but the picture and errors')
    .option('-v, --verbose', 'print whole stacks of errors')
    .action(async (options: GraphOptions) => {
      const { graph } = await import('./graph.js');
      await graph(options);
    });
}

const HELP = `
The picture is made from the estate's program alone: nothing is evaluated, no
network is asked, and nothing is written but --out. An estate with errors has
no picture. The same estate gives the same file on every machine.

Formats:
  svg       light or dark as its reader prefers; fit for a README
  mermaid   a flowchart that GitHub and many wikis draw
  dot       Graphviz
  html      one page with search, needing neither files nor a network
  json      nodes and edges, in a form that stays

Topics of --only, several with commas or spaces:
  hosts        hosts with their guests and containers
  network      networks with addresses, bridges, the tailnet with tags and routes
  storage      pools with datasets, what is laid out on disks, where copies go
  secrets      which secret is decrypted where
  connections  what listens, and who talks to whom

Exit codes are those of cosmo; 3 where --out cannot be written, 4 where there
is nothing to open the page with.

Examples:
  cosmo graph --out estate.svg
  cosmo graph --open
  cosmo graph --only network,connections --host nas --out nas.svg
  cosmo graph --format mermaid >> README.md
`;
