import type { Command } from 'commander';
import type { ExplainOptions } from './explain/explain';
import { addVerb } from './verb';

/** `cosmo explain`; its code is loaded when it is called. */
export function addExplainCommand(program: Command): void {
  addVerb(program, 'explain', {
    group: 'Check and write:',
    description: 'tell what a code of a finding means, and how to mend it',
    help: HELP,
    shared: ['config', 'app'],
  })
    .argument('[code]', 'the code, in any letter case: tcp-port-taken')
    .option('--list', 'list all rules')
    .option('--json', 'print it as JSON')
    .action(async (code: string | undefined, options: ExplainOptions) => {
      const { explain } = await import('./explain/explain.js');
      await explain(code, options);
    });
}

const HELP = `
Of a rule its page is printed, with the reason, the source and an example. A
rule that the project's own program adds is known where cosmo.toml or --app
names the program, which then runs and writes nothing. Of a value that is
refused while the program runs, it is told who refuses it, and what for.

A code that nobody knows ends with 2, and the nearest ones are suggested.

Examples:
  cosmo explain TCP_PORT_TAKEN
  cosmo explain host-no-login
  cosmo explain --list
`;
