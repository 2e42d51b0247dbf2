import type { Command } from 'commander';
import type { EstateOptions } from './estate-options';
import { addVerb, formatOption } from './verb';

/** `cosmo check`; its code is loaded when it is called. */
export function addCheckCommand(program: Command): void {
  addVerb(program, 'check', {
    group: 'Check and write:',
    description: 'check the estate, and write nothing',
    help: HELP,
    shared: ['config', 'app'],
  })
    .option('--warnings-as-errors', 'end with 1 where there are warnings, too')
    .addOption(formatOption())
    .option('--json', 'the same as --format json')
    .option('-q, --quiet', 'print nothing but errors and warnings')
    .option('-v, --verbose', 'print every finding by itself, what is acknowledged, and whole stacks of errors')
    .action(async (options: EstateOptions) => {
      const { check } = await import('./check.js');
      await check(options);
    });
}

const HELP = `
The program runs, the estate is held to all rules and to its own, and the output
is rendered in memory, so that what cannot be written is found too: all that
synth would find, and nothing is written.

Findings are printed on standard output: as text; as json, in a form that
stays; as sarif (2.1.0), for editors and code scanning; or as github, the
annotations and the summary of a job of GitHub Actions. An error of the program,
before which nothing could be checked, goes to standard error.

Examples:
  cosmo check
  cosmo check --warnings-as-errors --format github
  cosmo check --format sarif > cosmo.sarif
`;
