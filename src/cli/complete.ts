import { Argument, Command, Help, Option } from 'commander';
import { Named, Place, valuesOf } from './complete/values';

/** What stands before the word that is completed. */
interface Line {
  readonly program: Command;
  /** The verb, as far as it is known. */
  readonly command: Command;
  /** Arguments that are given. */
  readonly given: readonly string[];
  /** Options that are given, with their values. */
  readonly options: ReadonlyMap<Option, readonly string[]>;
  /** The option whose value is completed. */
  readonly pending?: Option;
  /** After `--`, what stands there is another program's. */
  readonly foreign: boolean;
}

/**
 * What may stand in place of the last word: a line each, with what it is after a tab; `:files` and `:folders` stand
 * for those that the shell finds.
 */
export function complete(program: Command, words: readonly string[], folder: string): string {
  const current = words.at(-1) ?? '';
  const line = read(program, words.slice(0, -1));
  return candidates(line, current, folder)
    .map(({ name, what }) => `${name}${what ? `\t${what.replace(/\s+/g, ' ')}` : ''}\n`)
    .join('');
}

function candidates(line: Line, current: string, folder: string): Named[] {
  if (line.foreign) return [{ name: ':files' }];
  const place = placeOf(line, folder);
  if (line.pending) return beginning(ofOption(line.pending, place, current), current);
  const [, long, value] = /^(--[^=]+)=(.*)$/.exec(current) ?? [];
  if (long !== undefined) {
    const option = optionOf(line.command, long);
    const found = option ? ofOption(option, place, value!) : [];
    const named = found.map(({ name, what }) => ({ name: name.startsWith(':') ? name : `${long}=${name}`, what }));
    return beginning(named, current);
  }
  if (current.startsWith('-')) return beginning(optionsOf(line), current);
  const verbs = line.given.length === 0 ? verbsOf(line.command) : [];
  const argument = argumentOf(line);
  const values = argument ? ofArgument(argument, line, place, current) : [];
  const found = beginning([...verbs, ...values], current);
  return found.length === 0 && current === '' ? optionsOf(line) : found;
}

function read(program: Command, words: readonly string[]): Line {
  let command = program;
  let given: string[] = [];
  let pending: Option | undefined;
  const options = new Map<Option, string[]>();
  for (const word of words) {
    if (pending) {
      options.set(pending, [...(options.get(pending) ?? []), word]);
      pending = undefined;
    } else if (word === '--') {
      return { program, command, given, options, foreign: true };
    } else if (word.startsWith('-')) {
      const [name, value] = word.split(/=(.*)/s);
      const option = optionOf(command, name!);
      if (!option) continue;
      options.set(option, [...(options.get(option) ?? []), ...(value === undefined ? [] : [value])]);
      if (value === undefined && option.required) pending = option;
    } else {
      const verb = given.length === 0 ? verbNamed(command, word) : undefined;
      if (verb) [command, given] = [verb, []];
      else given = [...given, word];
    }
  }
  return { program, command, given, options, pending, foreign: false };
}

function placeOf({ options }: Line, folder: string): Place {
  const value = (long: string) => [...options].find(([option]) => option.long === long)?.[1].at(-1);
  return { folder, config: value('--config'), out: value('--out') };
}

function optionOf(command: Command, name: string): Option | undefined {
  return command.options.find(({ long, short }) => long === name || short === name);
}

function optionsOf({ command, options }: Line): Named[] {
  return new Help()
    .visibleOptions(command)
    .filter((option) => !options.has(option) || option.parseArg !== undefined || option.variadic)
    .flatMap(({ long, short, description }) => ({ name: (long ?? short)!, what: description }));
}

/** `help` is among the verbs that are told alone. */
function verbNamed(command: Command, name: string): Command | undefined {
  return [...command.commands, ...new Help().visibleCommands(command)].find((verb) => verb.name() === name);
}

function verbsOf(command: Command): Named[] {
  return new Help().visibleCommands(command).map((verb) => ({ name: verb.name(), what: verb.description() }));
}

function argumentOf({ command, given }: Line): Argument | undefined {
  const all = command.registeredArguments;
  return all[given.length] ?? (all.at(-1)?.variadic ? all.at(-1) : undefined);
}

function ofOption(option: Option, place: Place, current: string): Named[] {
  if (option.argChoices) return option.argChoices.map((name) => ({ name }));
  const placeholder = /[<[]([\w-]+)/.exec(option.flags)?.[1] ?? '';
  // What --out of a verb names may be a file or a folder; hosts go by their names.
  const name = option.long === '--host' || option.long === '--on' ? 'system' : placeholder;
  return valuesOf(name, place, current);
}

function ofArgument(argument: Argument, { program, command, given }: Line, place: Place, current: string): Named[] {
  if (argument.argChoices) return argument.argChoices.map((name) => ({ name }));
  if (command.name() === 'help') return verbsOf(program);
  return valuesOf(argument.name(), place, current).filter(({ name }) => !given.includes(name));
}

function beginning(all: readonly Named[], current: string): Named[] {
  return all.filter(({ name }) => name.startsWith(current) || name === ':files' || name === ':folders');
}
