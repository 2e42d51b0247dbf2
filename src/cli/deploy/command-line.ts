import { shellWord } from '../../app/shell';

/** A program with its arguments, to be run without a shell. */
export interface ToolCommand {
  readonly program: string;
  readonly args: readonly string[];
  /** What its environment has beside that of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What Nix still calls experimental, and its owner may not have turned on. */
const FEATURES = 'nix-command flakes';

/** `nix` with flakes turned on for this call. */
export function nix(...args: readonly string[]): ToolCommand {
  return { program: 'nix', args: ['--extra-experimental-features', FEATURES, ...args] };
}

/** The environment that turns flakes on for the Nix that another program runs; empty where its owner has. */
export function flakesOn(): Record<string, string> {
  const before = process.env.NIX_CONFIG ?? '';
  if (/experimental-features/.test(before)) return {};
  const line = `extra-experimental-features = ${FEATURES}`;
  return { NIX_CONFIG: before === '' ? line : `${before}\n${line}` };
}

/** The same as a line for a shell, quoted where it must be. */
export function commandLine({ program, args, env = {} }: ToolCommand): string {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${shellWord(value)}`);
  return [...variables, ...[program, ...args].map(shellWord)].join(' ');
}

/** The same as root. */
export function asRoot({ program, args, env = {} }: ToolCommand): ToolCommand {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  return { program: 'sudo', args: [...variables, program, ...args] };
}
