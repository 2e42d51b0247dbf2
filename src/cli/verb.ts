import { Command, Option } from 'commander';

/** The headings under which `cosmo --help` lists the verbs. */
export type VerbGroup =
  'Begin:' | 'Check and write:' | 'Look:' | 'Pin, build and deploy:' | 'Look after it:' | 'Leave:';

/** Options that several verbs take, by what they are called. */
export type SharedOption = 'config' | 'app' | 'out';

/** What a verb says of itself. */
export interface VerbText {
  /** Where the general help lists it; a verb of a verb has none. */
  readonly group?: VerbGroup;
  /** One line. */
  readonly description: string;
  /**
   * What else a reader needs: prose, lists below a line that ends with a colon, and in the end examples below
   * `Examples:`, each a command line and, after two spaces or more, what it does. docs/cli.md is made of it.
   */
  readonly help?: string;
  /** Shared options, which come first. */
  readonly shared?: readonly SharedOption[];
}

const SHARED: Readonly<Record<SharedOption, readonly [flags: string, description: string]>> = {
  config: ['-c, --config <file>', 'the configuration, in place of the nearest cosmo.toml in this folder or above'],
  app: ['-a, --app <app>', "the estate's program: a .ts or .js file, or a command of another language"],
  out: ['-o, --out <folder>', 'the output folder, in place of the one that cosmo.toml or the program names'],
};

/**
 * Register a verb: its help, its errors and the options it shares with others. Its own code is to be loaded by its
 * action, when it is called.
 * @param usage the name, and the arguments as commander writes them
 */
export function addVerb(parent: Command, usage: string, { group, description, help, shared = [] }: VerbText): Command {
  const verb = parent
    .command(usage)
    .description(description)
    .helpOption('-h, --help', 'print this help')
    .exitOverride();
  verb.showHelpAfterError(`Run ${nameOf(verb)} --help for what there is.`);
  if (group !== undefined) verb.helpGroup(group);
  if (help !== undefined) verb.addHelpText('after', help);
  for (const name of shared) verb.option(...SHARED[name]);
  return verb;
}

/** `cosmo secrets add` */
function nameOf(command: Command): string {
  return command.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name();
}

/** Of an option that may be given several times: all its values. */
export function several(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

/** Written out here, as what knows the formats is loaded with the verb. */
export function formatOption(): Option {
  return new Option('--format <format>', 'how findings are printed').choices(['text', 'json', 'sarif', 'github']);
}
