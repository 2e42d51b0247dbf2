import type { EventEmitter } from 'events';
import { Argument, Command, Help, Option } from 'commander';

/** A part of the prose of a help: lines below a head, or text. */
interface Block {
  /** What ends with a colon above indented lines; none of text. */
  readonly head?: string;
  readonly text?: string;
  /** Indented lines, without what all are indented by. */
  readonly lines?: readonly string[];
}

const HAND_WRITTEN = [
  ['cli/program.md', 'The program and cosmo.toml: how an estate is found and run, in which languages'],
  ['cli/output.md', 'What the command prints, on a small estate'],
  ['cli/formats.md', 'For scripts: JSON, SARIF and GitHub annotations, member by member'],
  ['guide/README.md', 'The guide: how an estate is described'],
];

/** docs/cli.md: every verb that the help lists, from its help alone. */
export function cliReference(program: Command): string {
  const verbs = visible(program);
  const groups = [...new Set(verbs.map((verb) => verb.helpGroup()))];
  const index = groups.flatMap((group) => [
    `**${group.replace(/:$/, '')}**`,
    verbs
      .filter((verb) => verb.helpGroup() === group)
      .map((verb) => `- [\`${pathOf(verb)}\`](#${anchor(pathOf(verb))}): ${prose(verb.description())}`)
      .join('\n'),
  ]);
  return [
    '# The command',
    '<!-- Written by `npx projen docs:cli` from the help of the verbs: change it there. -->',
    prose(program.description()),
    'An unknown verb or option is an error, and the nearest one is suggested. `cosmo help VERB` and `cosmo VERB --help` print what stands here.',
    ...index,
    '**More**',
    HAND_WRITTEN.map(
      ([to, what]) => `- [${what!.split(':')[0]}](${to})${what!.slice(what!.split(':')[0]!.length)}`,
    ).join('\n'),
    ...verbs.flatMap((verb) => section(verb, 2)),
    ...blocksOf(program).flatMap((block) => shownBlock(block, 2)),
  ]
    .join('\n\n')
    .concat('\n');
}

/** The verbs that the help of a command lists, without `help` itself. */
export function visible(command: Command): Command[] {
  return new Help().visibleCommands(command).filter((verb) => verb.name() !== 'help');
}

/** The command lines that the help of a verb gives as examples, without what they do. */
export function examplesOf(command: Command): string[] {
  return blocksOf(command)
    .filter(({ head }) => head === 'Examples:')
    .flatMap(({ lines = [] }) => lines.map((line) => line.split(/ {2,}/)[0]!));
}

/** `cosmo secrets add` */
export function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}

function section(verb: Command, level: number): string[] {
  const help = new Help();
  const options = help.visibleOptions(verb).filter(({ long }) => long !== '--help');
  return [
    `${'#'.repeat(level)} ${pathOf(verb)}`,
    sentence(prose(verb.description())),
    `\`\`\`text\n${help.commandUsage(verb).replace(/ \[options\]/, options.length > 0 ? ' [options]' : '')}\n\`\`\``,
    ...table('argument', help.visibleArguments(verb).map(argumentRow)),
    ...table('option', options.map(optionRow)),
    ...blocksOf(verb).flatMap((block) => shownBlock(block, undefined)),
    ...visible(verb).flatMap((inner) => section(inner, level + 1)),
  ];
}

function argumentRow(argument: Argument): readonly [string, string] {
  return [
    `\`${argument.name()}${argument.variadic ? '…' : ''}\``,
    argument.description + choicesOf(argument.argChoices),
  ];
}

function optionRow(option: Option): readonly [string, string] {
  const names = option.flags.split(', ').map((name) => `\`${name}\``);
  return [names.join(', '), option.description + choicesOf(option.argChoices)];
}

function choicesOf(choices: readonly string[] | undefined): string {
  return choices ? ` (${choices.join(', ')})` : '';
}

function table(kind: string, rows: readonly (readonly [string, string])[]): string[] {
  if (rows.length === 0) return [];
  const lines = rows.map(([name, what]) => `| ${name.replace(/\|/g, '\\|')} | ${prose(what).replace(/\|/g, '\\|')} |`);
  return [[`| ${kind} | what it is |`, '| --- | --- |', ...lines].join('\n')];
}

function shownBlock({ head, text, lines }: Block, level: number | undefined): string[] {
  if (lines === undefined) return [prose(text!)];
  const title = head?.replace(/:$/, '');
  const isShort = title !== undefined && /^\S+( \S+)?$/.test(title) && title !== '';
  const shownHead =
    title === undefined
      ? []
      : [isShort && level ? `${'#'.repeat(level)} ${title}` : isShort ? `**${title}**` : prose(head!)];
  if (head === 'Examples:') return [...shownHead, `\`\`\`sh\n${lines.map(example).join('\n')}\n\`\`\``];
  const rows = listed(lines);
  return [...shownHead, ...(rows ? definitions(rows) : [`\`\`\`text\n${lines.join('\n')}\n\`\`\``])];
}

function definitions(rows: readonly (readonly [string, string])[]): string[] {
  return table(
    '',
    rows.map(([name, what]) => [`\`${name}\``, what]),
  ).map((text) => text.replace('|  | what it is |', '| | |'));
}

/** A line of a shell: what it does stands behind it as a comment. */
function example(line: string): string {
  return line.replace(/ {2,}(?=\S)/, (space) => `${space.slice(0, -2)}  # `);
}

/** Lines as names and what they are, where all are such; else undefined. */
function listed(lines: readonly string[]): (readonly [string, string])[] | undefined {
  const rows: [string, string][] = [];
  for (const line of lines) {
    const further = /^ {3,}(\S.*)$/.exec(line);
    const item = /^(\S.*?) {2,}(\S.*)$/.exec(line);
    if (further && rows.length > 0) rows.at(-1)![1] += ` ${further[1]}`;
    else if (item) rows.push([item[1]!, item[2]!]);
    else return undefined;
  }
  return rows;
}

/** What a help says below its options, as it is printed. */
function blocksOf(command: Command): Block[] {
  let text = '';
  (command as unknown as EventEmitter).emit('afterHelp', {
    error: false,
    command,
    write: (part: string) => void (text += part),
  });
  return text
    .split(/\n(?:[ \t]*\n)+/)
    .map((part) => part.replace(/^\n+|\s+$/g, ''))
    .filter((part) => part !== '')
    .map(blockOf);
}

function blockOf(part: string): Block {
  const lines = part.split('\n');
  const first = lines.findIndex((line) => line.startsWith('  '));
  if (first < 0) return { text: lines.join(' ') };
  const head = lines.slice(0, first).join(' ');
  const indented = lines.slice(first);
  const least = Math.min(...indented.map((line) => line.search(/\S/)));
  return { ...(head ? { head } : {}), lines: indented.map((line) => line.slice(least)) };
}

/** Text of a help as Markdown: options and what may be mistaken for markup are code. */
function prose(text: string): string {
  return text
    .replace(/[*<>[\]]/g, '\\$&')
    .replace(
      /(?<![\w`/-])(--[a-z][a-z-]*|\$[A-Z_]+|\b[A-Z]+(?:_[A-Z]+)+\b|[\w./-]*\w\.(?:toml|lock|json|nix|ts|js)\b)/g,
      '`$1`',
    );
}

function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}

function anchor(title: string): string {
  return title.replace(/ /g, '-');
}
