import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { ROOT } from './markdown';
import { pathOf, visible } from '../../projenrc/cli-pages';
import { cosmoCommand } from '../../src/cli/main';

/** Every verb that the help lists, and the verbs of verbs. */
export function allVerbs(command: Command): Command[] {
  return visible(command).flatMap((verb) => [verb, ...allVerbs(verb)]);
}

/** The calls in a line of a shell, each as its words. */
export function callsIn(line: string): string[][] {
  return line
    .replace(/(^|\s)#.*$/, '')
    .split(/ (?:&&|\|\||\|) |;/)
    .map((part) => part.trim().replace(/ >>? \S+$/, ''))
    .map((part) => [...part.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c!))
    .filter((words) => words.length > 0);
}

/** What follows `cosmo` in a call of it, by whatever name; undefined for a call of something else. */
export function wordsOfCosmo(call: readonly string[]): readonly string[] | undefined {
  const own = call[0] === 'npx' ? call.slice(1) : call;
  return own[0] === 'cosmo' || (own !== call && own[0] === 'cosmo-nix') ? own.slice(1) : undefined;
}

/** The verb that `cosmo` would run for these words, without running it. Throws for what it does not take. */
export function verbOf(words: readonly string[]): string {
  const program = cosmoCommand();
  let ran = '';
  for (const verb of [program, ...allVerbs(program)]) {
    verb.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
    if (verb.commands.length === 0) verb.action(() => void (ran = pathOf(verb)));
  }
  program.parse(words as string[], { from: 'user' });
  return ran;
}

/** What is wrong with the commands in these lines of a shell. */
export function wrongCommands(lines: readonly string[]): string[] {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: lines.join('\n'), encoding: 'utf8' });
  const syntax = status === 0 ? [] : [stderr];
  return [...syntax, ...lines.flatMap(callsIn).flatMap(wrongCall)];
}

function wrongCall(call: readonly string[]): string[] {
  const words = wordsOfCosmo(call);
  const [npx, projen, task] = call;
  try {
    if (words !== undefined) verbOf(words);
    if (npx === 'npx' && projen === 'projen' && !tasks().includes(task!)) return [`there is no task ${task}`];
    return [];
  } catch (error) {
    return [`${call.join(' ')}: ${(error as Error).message}`];
  }
}

/** The tasks of projen that pages may name: of this repository, and what projen itself and a homelab have. */
function tasks(): string[] {
  const own = JSON.parse(readFileSync(join(ROOT, '.projen/tasks.json'), 'utf8')) as { tasks: object };
  return ['new', ...Object.keys(own.tasks)];
}
