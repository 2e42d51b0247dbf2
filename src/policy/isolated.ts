import { IConstruct } from 'constructs';
import { System } from '../app';
import { isPlainSet } from '../app/option-tree';
import { ContainerSystem } from '../containers';
import { isBareHost } from './bare-host';
import { EnabledOptions } from './enabled-options';
import { GUESTS_ONLY, NOT_ON_HOST } from './isolated-lists';
import { NamePatterns } from './package-names';
import { PolicyProps } from './policy-props';
import { Report, SystemPolicy } from './system-policy';
import { allDefinitions, Definitions, valuesAt } from '../app/definitions/definitions';

/** Sets whose members need no `enable` to run. */
const ON_BY_BEING_THERE = ['virtualisation.oci-containers.containers.*', 'services.buildkite-agents.*'];

/** Props of `Isolated`. */
export interface IsolatedProps extends PolicyProps {
  /**
   * Further options whose `enable` belongs into a guest, such as `services.my-game`. A `*` stands for any one name.
   * @default - what the guide lists: Docker, Podman, CI runners, game servers …
   */
  readonly guestsOnly?: string[];
  /**
   * Further options whose `enable` belongs into a container or a guest.
   * @default - what the guide lists: media servers, Home Assistant, web applications …
   */
  readonly notOnHost?: string[];
  /**
   * Options that may be on where they are, such as `services.mosquitto`.
   * @default - none
   */
  readonly allow?: string[];
}

/**
 * Workloads run isolated: heavy and untrusted ones in guests, trusted ones in
 * containers, and nothing but the host's own work on the bare host.
 *
 * Codes: `ISOLATED_GUEST` for what belongs into a guest and runs on a bare
 * host or in a container of one; `ISOLATED_CONTAINER` for what belongs into a
 * container or guest and runs on a bare host.
 *
 * @example
 * import { App, Aspects, Isolated } from 'cosmo-nix';
 * declare const app: App;
 *
 * Aspects.of(app).add(new Isolated({ guestsOnly: ['gitlab-runner'] }));
 */
export class Isolated extends SystemPolicy {
  private readonly guestsOnly: EnabledOptions;
  private readonly notOnHost: EnabledOptions;
  private readonly allowed: NamePatterns;

  constructor(props: IsolatedProps = {}) {
    super(props);
    this.guestsOnly = new EnabledOptions([...GUESTS_ONLY, ...(props.guestsOnly ?? [])]);
    this.notOnHost = new EnabledOptions([...NOT_ON_HOST, ...(props.notOnHost ?? [])]);
    this.allowed = new NamePatterns(props.allow ?? []);
  }

  /** @internal */
  public get _name(): string {
    return 'Isolated';
  }

  /** @internal */
  public _isFor(node: IConstruct): boolean {
    return isBareHost(node) || (ContainerSystem.isContainerSystem(node) && isBareHost(node.host));
  }

  /** @internal */
  public _judge(system: System, report: Report): void {
    const { definitions } = allDefinitions(system);
    const inContainer = ContainerSystem.isContainerSystem(system);
    const where = inContainer ? `in the container ${system.containerName}` : `on the bare host ${system.systemName}`;
    for (const { option, owner } of [...running(definitions, this.guestsOnly), ...present(definitions)]) {
      if (this.allowed.meets(option)) continue;
      report(owner, {
        code: 'ISOLATED_GUEST',
        message: `${option} runs ${where}`,
        keyPath: option,
        why: `what it runs is written by others, or needs much of the machine: ${inContainer ? 'a container shares the kernel of its host' : 'whoever breaks out of it has the host'}`,
        mend: 'put it into a guest: new LibvirtGuest(host, …, { host: { … } }); options go to guest.host',
      });
    }
    if (inContainer) return;
    for (const { option, owner } of running(definitions, this.notOnHost)) {
      if (this.allowed.meets(option)) continue;
      report(owner, {
        code: 'ISOLATED_CONTAINER',
        message: `${option} runs ${where}`,
        keyPath: option,
        why: 'whoever breaks into it has the host, its disks and its guests',
        mend: 'put it into a container: new NixosContainer(host, …); options go to container.inside',
      });
    }
  }
}

interface Running {
  readonly option: string;
  readonly owner: IConstruct;
}

function running(definitions: readonly Definitions[], options: EnabledOptions): Running[] {
  return options.in(definitions).map(({ option, by }) => ({ option, owner: by.owner }));
}

/** What runs because it is there. */
function present(definitions: readonly Definitions[]): Running[] {
  return ON_BY_BEING_THERE.flatMap((option) =>
    valuesAt(definitions, option.split('.')).flatMap(({ value, names, owner }) =>
      isPlainSet(value) && value.enable === undefined ? [{ option: `${option.slice(0, -1)}${names[0]!}`, owner }] : [],
    ),
  );
}
