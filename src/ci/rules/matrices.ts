import { jobs } from './workflows';
import { NixosSystem, System } from '../../app';
import type { Estate } from '../../app/rules/estate';
import { EstateWorkflow } from '../estate-workflow';
import { GithubWorkflow } from '../github-workflow';

/** A list, kept by hand, of the systems that a job builds. */
export interface SystemMatrix {
  readonly workflow: GithubWorkflow;
  /** The job. */
  readonly id: string;
  readonly keyPath: string;
  readonly list: readonly string[];
  /** Those of the list that are systems. */
  readonly known: ReadonlySet<string>;
}

/** Whether a System is one that `nixosConfigurations` of the flake has. */
export function isBuilt(system: System): boolean {
  return NixosSystem.isNixosSystem(system) && system._outputs().some(({ path }) => path[0] === 'nixosConfigurations');
}

/** The lists of systems in workflows: values of a matrix that are names of NixOS systems, in a job that builds them. */
export function matrices(estate: Estate): readonly SystemMatrix[] {
  const found: SystemMatrix[] = [];
  let names: ReadonlySet<string> | undefined;
  for (const { workflow, id, job, steps, keyPath } of estate._table(jobs)) {
    if (!job.matrix || EstateWorkflow.isEstateWorkflow(workflow.node.scope)) continue;
    if (!JSON.stringify([job.env, steps.map(({ run, env }) => [run, env])]).includes('nixosConfigurations')) continue;
    names ??= new Set(estate.systems.filter(isBuilt).map(({ systemName }) => systemName));
    const { values = {}, include = [] } = job.matrix;
    const lists = new Map<string, unknown[]>(
      Object.entries(values).map(([name, list]) => [`${keyPath}.matrix.values.${name}`, list]),
    );
    for (const name of new Set(include.flatMap((one) => Object.keys(one)))) {
      lists.set(
        `${keyPath}.matrix.include`,
        include.flatMap((one) => one[name] ?? []),
      );
    }
    for (const [at, all] of lists) {
      const list = all.filter((one): one is string => typeof one === 'string');
      const known = new Set(list.filter((name) => names!.has(name)));
      if (known.size * 2 > list.length) found.push({ workflow, id, keyPath: at, list, known });
    }
  }
  return found;
}
