import { IConstruct } from 'constructs';
import type { Defined } from '../../app/definitions/definitions';
import type { SystemOptions } from '../../app/definitions/system-options';
import { isPlainSet } from '../../app/option-tree';
import type { Estate } from '../../app/rules/estate';
import { System } from '../../app/system';
import { NixosContainer } from '../nixos-container';

/** A container as the options of its host say it, whether a construct made it or not. */
export class ContainerFacts {
  constructor(
    /** The host. */
    readonly system: System,
    readonly name: string,
    /** Who makes it: the construct, or who set the options. */
    readonly owner: IConstruct,
    /** The construct that makes it, where there is one. */
    readonly container: NixosContainer | undefined,
    readonly options: SystemOptions,
    private readonly estate: Estate,
    /** Whether nobody else sets options of it. */
    private readonly alone: boolean,
  ) {}

  /** The value of an option of the container; undefined where it is not set or not known. */
  public value(...path: string[]): unknown {
    return this.options._value(['containers', this.name, ...path]);
  }

  /** Whether an option of the container is set, and not to null or an empty list. */
  public has(...path: string[]): boolean {
    return this.options
      ._taken(['containers', this.name, ...path])
      .some(({ value }) => value !== null && !(Array.isArray(value) && value.length === 0));
  }

  /** All definitions of an option of the container. */
  public at(...path: string[]): readonly Defined[] {
    return this.options._at(['containers', this.name, ...path]);
  }

  /** What its inside sets an option to, of the lowest priority. */
  public inside(...path: string[]): readonly Defined[] {
    return this.container
      ? this.estate.optionsOf(this.container.inside)._taken(path)
      : this.options._taken(['containers', this.name, 'config', ...path]);
  }

  /** Whether all that its inside is made of can be looked into. */
  public get insideKnown(): boolean {
    if (this.container) return this.estate.optionsOf(this.container.inside).unseen.length === 0;
    const configs = this.at('config');
    return (
      this.options.unseen.length === 0 &&
      configs.length > 0 &&
      configs.every(({ value }) => isPlainSet(value) && value.imports === undefined)
    );
  }

  /** Whether a construct alone says what it is, and nobody changed what that writes. */
  public get plain(): boolean {
    return this.alone && this.container !== undefined && isUnchanged(this.container);
  }

  /** Whether it has a network of its own. */
  public get ownNetwork(): boolean {
    return this.value('privateNetwork') === true;
  }

  /** The path of one of its options, as its owner would change it. */
  public keyPath(option: string): string {
    return this.container ? option : `containers.${this.name}.${option}`;
  }
}

/** All containers of the estate's hosts. */
export function containerFacts(estate: Estate): readonly ContainerFacts[] {
  const made = new Map<System, NixosContainer[]>();
  for (const container of estate._all(NixosContainer.isNixosContainer)) {
    made.set(container.system, [...(made.get(container.system) ?? []), container]);
  }
  return estate.systems.flatMap((system) => {
    const options = estate.optionsOf(system);
    const owners = new Map<string, IConstruct[]>();
    for (const { names, owner } of options._at(['containers', '*'])) {
      owners.set(names[0]!, [...(owners.get(names[0]!) ?? []), owner]);
    }
    return [...owners].map(([name, [owner, ...others]]) => {
      const container = made.get(system)?.find(({ containerName }) => containerName === name);
      return new ContainerFacts(system, name, container ?? owner!, container, options, estate, others.length === 0);
    });
  });
}

function isUnchanged({ _props: { options, override } }: NixosContainer): boolean {
  return options === undefined && override === undefined;
}
