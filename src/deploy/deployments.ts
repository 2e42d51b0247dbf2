import { Construct, IConstruct } from 'constructs';
import { deployRsCheck, deployRsNode } from './deploy-rs';
import type { DeployTarget } from './deploy-target';
import { DeployTool } from './deploy-target-props';
import { colmenaHive } from './hive';
import { platformOf } from './machine';
import { App, CosmoError, FlakeInput, FlakeOutput, WellKnownInput } from '../app';

/** Its id below the App. */
const ID = '$deployments';

/** The names of deploy-rs's checks of a flake. */
const CHECKS = ['deploy-schema', 'deploy-activate'];

/** @internal all targets of an estate, and what the flake has for them. */
export class Deployments extends Construct {
  /** @internal those of the estate that a construct belongs to, made when first asked for. */
  public static _of(construct: IConstruct): Deployments {
    const app = App.of(construct);
    return (app.node.tryFindChild(ID) as Deployments | undefined) ?? new Deployments(app);
  }

  private readonly bySystem = new Map<string, DeployTarget>();

  private constructor(app: App) {
    super(app, ID);
  }

  /**
   * @internal
   * @throws `DEPLOY_TWICE` where the machine has a target already
   */
  public _add(target: DeployTarget): void {
    const before = this.bySystem.get(target.system._path);
    if (before) {
      throw new CosmoError({
        code: 'DEPLOY_TWICE',
        message: `${target.system.systemName} has two targets: here and at ${before.node.path}`,
        mend: 'leave one out',
        construct: target,
      });
    }
    this.bySystem.set(target.system._path, target);
    if (target.tool === DeployTool.DEPLOY_RS) this.addNode(target);
    if (target.tool === DeployTool.COLMENA) this.addHive();
  }

  private addNode(target: DeployTarget): void {
    FlakeInput.wellKnown(this, WellKnownInput.DEPLOY_RS);
    this.output(['deploy', 'nodes', target.nodeName], () => deployRsNode(target));
    const platform = platformOf(target.system);
    for (const name of CHECKS) {
      this.output(['checks', platform, name], () => {
        const nodes = this.targets(DeployTool.DEPLOY_RS).filter(({ system }) => platformOf(system) === platform);
        return deployRsCheck(name, platform, nodes);
      });
    }
  }

  private addHive(): void {
    FlakeInput.wellKnown(this, WellKnownInput.COLMENA);
    this.output(['colmenaHive'], () => colmenaHive(this.targets(DeployTool.COLMENA)));
  }

  private targets(tool: DeployTool): DeployTarget[] {
    return [...this.bySystem.values()].filter((target) => target.tool === tool);
  }

  /** A flake output that only the finished tree can tell. */
  private output(path: string[], value: () => unknown): void {
    const id = path.join('.');
    if (this.node.tryFindChild(id) === undefined) new FlakeOutput(this, id, { path, value: undefined })._supply(value);
  }
}
