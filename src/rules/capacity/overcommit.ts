import { HostLoad, hostLoads, Load, memoryOf, started, words } from './host-load';
import type { IRule, RuleFinding } from '../../app/rules/rule';

/** The check that the machines of a kind have the memory that they promise. */
export function memoryCheck(kind: HostLoad['kind']): IRule['check'] {
  return (estate, report) => {
    for (const load of estate._table(hostLoads)) {
      const finding = load.kind === kind ? memoryFinding(load) : undefined;
      if (finding) report.found(load.speaker, finding);
    }
  };
}

/** The check that the machines of a kind have the threads that they promise. */
export function processorCheck(kind: HostLoad['kind']): IRule['check'] {
  return (estate, report) => {
    for (const load of estate._table(hostLoads)) {
      const { threads, systemName } = load.machine;
      const guests = started(load.guests);
      if (load.kind !== kind || threads === undefined || guests.length < 2) continue;
      const promised = guests.reduce((sum, { vcpus }) => sum + vcpus, 0);
      if (promised <= threads) continue;
      const list = guests.map(({ name, vcpus }) => `${name} ${vcpus}`).join(', ');
      report.found(load.speaker, {
        message: `the guests that start with the host have ${promised} virtual processors (${list}), and ${systemName} ${threads} threads`,
        related: guests.map(({ construct }) => construct),
      });
    }
  };
}

/** What is told of a machine that promises more memory than it has; undefined where it has enough. */
export function memoryFinding({ machine, reserved, guests, containers }: HostLoad): RuleFinding | undefined {
  if (machine.memoryMib === undefined) return undefined;
  // A container with a limit above that is a finding of its own.
  const limited = containers.filter(({ memoryMib }) => memoryMib < machine.memoryMib!);
  const all: Load[] = [...started(guests), ...started(limited)];
  const promised = memoryOf(all);
  if (promised <= machine.memoryMib - reserved) return undefined;
  const who = containers.length === 0 ? 'guests' : guests.length === 0 ? 'containers' : 'guests and containers';
  const want = containers.length === 0 ? 'want' : 'may take';
  const list = all.map(({ name, memoryMib }) => `${name} ${words(memoryMib)}`).join(', ');
  const own = `of the ${words(machine.memoryMib)} of ${machine.systemName}, ${words(reserved)} are the host's own`;
  return {
    message: `the ${who} that start with the host ${want} ${words(promised)} (${list}); ${own}`,
    mend:
      guests.length === 0
        ? 'give a container a smaller memoryMib'
        : 'give a guest less memory, start one by hand (autostart: false), or change reservedMemoryMib',
    related: all.map(({ construct }) => construct),
  };
}
