import { NixError } from './error';

/** A script with its own path, checked by ShellCheck when it is built: nixpkgs' `writeShellApplication`. */
export interface ShellApplicationProps {
  /** The name of the package and of its command. */
  readonly name: string;
  /** The script, without a first line that names the shell: a string or an `Expr`. */
  readonly text: any;
  /**
   * Packages whose commands the script calls.
   *
   * @default - none
   */
  readonly runtimeInputs?: any[];
  /**
   * Environment variables that the script sets.
   *
   * @default - none
   */
  readonly runtimeEnv?: Record<string, any>;
  /**
   * ShellCheck's findings to leave out, such as `SC2016`.
   *
   * @default - none
   */
  readonly excludeShellChecks?: string[];
  /**
   * Whether the caller's path stands behind that of `runtimeInputs`.
   *
   * @default true
   */
  readonly inheritPath?: boolean;
}

/** @internal the set that `writeShellApplication` takes */
export function shellApplicationArguments(props: ShellApplicationProps): Record<string, unknown> {
  if (typeof props.name !== 'string' || !/^[A-Za-z0-9+._?=-]+$/.test(props.name) || props.name.startsWith('.')) {
    throw new NixError(
      'NIX_BAD_NAME',
      `${JSON.stringify(props.name)} cannot be the name of a package.`,
      'Use letters, digits and any of + - . _ ? =, no dot first.',
    );
  }
  return {
    name: props.name,
    runtimeInputs: props.runtimeInputs,
    runtimeEnv: props.runtimeEnv,
    excludeShellChecks: props.excludeShellChecks,
    inheritPath: props.inheritPath,
    text: props.text,
  };
}
