import { asRoot, commandLine, ToolCommand } from './command-line';
import type { Session } from './session';
import type { DeployFacts } from './targets';
import { shellWord } from '../../app/shell';

/** Where the commands of a machine are run: here, or there by SSH. */
export interface Place {
  /** Commands one after the other, as long as they go well, as few calls as there must be. */
  commands(list: readonly ToolCommand[], how?: { readonly root?: boolean }): ToolCommand[];
}

/** This machine. */
export function here(isRoot: boolean): Place {
  return { commands: (list, { root = false } = {}) => (root && !isRoot ? list.map(asRoot) : [...list]) };
}

/** Another one, by SSH. */
export function there(facts: DeployFacts): Place {
  return {
    commands: (list, { root = false } = {}) => {
      const bySudo = root && facts.user !== 'root';
      const line = list.map((one) => commandLine(bySudo ? asRoot(one) : one)).join(' && ');
      // A sudo that asks for a password wants a terminal to ask at.
      const terminal = bySudo && facts.interactiveSudo ? ['-t'] : [];
      return [{ program: 'ssh', args: [...terminal, ...sshArguments(facts), `${facts.user}@${facts.host}`, line] }];
    },
  };
}

/** What SSH is told of a machine beside its address. */
function sshArguments({ port, sshOptions = [] }: DeployFacts): string[] {
  return [...(port !== undefined ? ['-p', String(port)] : []), ...sshOptions];
}

/** The same for what calls SSH by itself and takes its arguments from the environment. */
export function sshEnvironment(facts: DeployFacts): Record<string, string> {
  const words = sshArguments(facts).map(shellWord);
  const before = process.env.NIX_SSHOPTS ?? '';
  return words.length > 0 ? { NIX_SSHOPTS: [before, ...words].filter((word) => word !== '').join(' ') } : {};
}

/** Where a link on a machine leads: by one step, or to its end. Undefined where it cannot be read. */
export async function linkAt(
  path: string,
  place: Place,
  session: Session,
  { toItsEnd = false, prefix }: { readonly toItsEnd?: boolean; readonly prefix?: string },
): Promise<string | undefined> {
  const [command] = place.commands([{ program: 'readlink', args: [...(toItsEnd ? ['-f'] : []), path] }]);
  const { by, output } = await session.run(command!, { stdout: 'taken', prefix });
  return by === 0 && output.trim() !== '' ? output.trim() : undefined;
}
