import { Argument, type Command } from 'commander';
import { addVerb } from './verb';

/** `cosmo completion`, and what its scripts ask; their code is loaded when they are called. */
export function addCompletionCommands(program: Command): void {
  addVerb(program, 'completion', {
    group: 'Look after it:',
    description: 'print a script by which a shell completes verbs, options and names of the estate',
    help: HELP,
  })
    .addArgument(new Argument('<shell>', 'the shell').choices(['bash', 'zsh', 'fish']))
    .action(async (shell: 'bash' | 'zsh' | 'fish') => {
      const { completion } = await import('./completion.js');
      process.stdout.write(completion(shell));
    });
  program
    .command('complete', { hidden: true })
    .description('what may stand at the end of these words; the scripts of cosmo completion ask it')
    .argument('[words...]')
    .action(async (words: string[]) => {
      const { complete } = await import('./complete.js');
      process.stdout.write(complete(program, words, process.cwd()));
    });
}

const HELP = `
Verbs, options and their values are completed, codes for explain, files and
folders, revisions of git for diff, and the systems, constructs and inputs that
the last output has. The program is not run, and no network is asked.

To have it in every shell from now on:
  bash   cosmo completion bash > ~/.local/share/bash-completion/completions/cosmo
  zsh    cosmo completion zsh > a folder of $fpath, as _cosmo
  fish   cosmo completion fish > ~/.config/fish/completions/cosmo.fish

In this shell alone: source <(cosmo completion bash). A command that is not
installed for all is called as the project has it: npx cosmo completion bash.
The scripts need no change when the command gets new verbs.

Examples:
  cosmo completion bash > ~/.local/share/bash-completion/completions/cosmo
  cosmo completion zsh > ~/.zfunc/_cosmo
  cosmo completion fish > ~/.config/fish/completions/cosmo.fish
`;
