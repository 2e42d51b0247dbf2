import { isIP } from 'net';
import { Construct } from 'constructs';
import { checkTarget } from './deploy-checks';
import { DeployTargetProps, DeployTool } from './deploy-target-props';
import { Deployments } from './deployments';
import { HealthProgram } from './health-program';
import { isHome } from './machine';
import { nodeName } from './node-name';
import { System } from '../app';
import { compact } from '../app/compact';
import { refuser } from '../app/refuse';
import { LibvirtGuest } from '../guests';
import { Host } from '../hosts';

/** How long deploy-rs waits for an activation, in seconds. */
const ACTIVATION_TIMEOUT = 240;

/**
 * How a machine is reached and switched to its new system. It stands below a
 * `Host`, a `DarwinHost` or a `StandaloneHome`:
 *
 * The flake gets what the tool reads: a node of `deploy.nodes` with its
 * checks, or one of `colmenaHive`. What is deployed by deploy-rs goes back by
 * itself where activation or a health check fails, or where the machine cannot
 * be reached any more.
 *
 * @example
 * import { DeployTarget, Host } from 'cosmo-nix';
 * declare const laddie: Host;
 *
 * new DeployTarget(laddie, 'deploy', {
 *   user: 'patrick',
 *   buildOnTarget: true,
 *   interactiveSudo: true,
 *   tags: ['rack'],
 * });
 */
export class DeployTarget extends Construct {
  /** Whether `construct` is a DeployTarget. */
  public static isDeployTarget(construct: any): construct is DeployTarget {
    return construct !== null && typeof construct === 'object' && BRAND in construct;
  }

  /** The system that is deployed. */
  public readonly system: System;
  /** Where it is reached. */
  public readonly address: string;
  /** Who logs in. */
  public readonly user: string;
  /** The port of its SSH server; undefined for what SSH uses. */
  public readonly port?: number;
  /** The tags. */
  public readonly tags: string[];
  /** What switches it. */
  public readonly tool: DeployTool;
  /** Its name in `deploy.nodes` or `colmenaHive`: that of the host, of the home `ada@laptop` `ada-at-laptop`. */
  public readonly nodeName: string;
  /** @internal */
  public readonly _props: DeployTargetProps;

  /**
   * @throws `DEPLOY_NO_MACHINE` where it stands in no host and no home; `DEPLOY_TWICE` where the machine has a target
   * already; `DEPLOY_NO_ADDRESS` where nothing tells where the machine is reached; `DEPLOY_ADDRESS_FORM`,
   * `DEPLOY_USER_FORM`, `DEPLOY_SSH_OPTION`, `DEPLOY_TAG`, `PORT_OUT_OF_RANGE`, `NUMBER_OUT_OF_RANGE` for what has
   * another form; `DEPLOY_TOOL` where the tool cannot deploy such a machine
   */
  constructor(scope: Construct, id: string, props: DeployTargetProps = {}) {
    super(scope, id);
    Object.defineProperty(this, BRAND, { value: true });
    this._props = props;
    this.system = System.of(this);
    this.tool = props.tool ?? DeployTool.DEPLOY_RS;
    checkTarget(this.system, this.tool, props, refuser(this));
    this.nodeName = nodeName(this.system);
    this.address = props.address ?? addressOf(this.system)!;
    this.user = props.user ?? (isHome(this.system) ? this.system.userName : 'root');
    this.port = props.port;
    this.tags = [...new Set(props.tags ?? [])];
    Deployments._of(this)._add(this);
    this.system._tell('deploy', () => this.facts());
  }

  /** @internal whether a failure of activation or of a health check leads back to the last system. */
  public get _rollback(): boolean {
    return this._props.rollback ?? true;
  }

  /** @internal whether a machine that cannot be reached any more goes back. */
  public get _magicRollback(): boolean {
    return this.tool === DeployTool.DEPLOY_RS && (this._props.magicRollback ?? this._rollback);
  }

  /** @internal its health checks, where they are to be run and there are any. */
  public get _health(): HealthProgram | undefined {
    return (this._props.healthChecks ?? true) ? HealthProgram._find(this.system) : undefined;
  }

  /** @internal how long activation may take, where that is not what deploy-rs does of its own accord. */
  public get _activationTimeout(): number | undefined {
    const health = this._health;
    return this._props.activationTimeout ?? (health && ACTIVATION_TIMEOUT + health._longest);
  }

  /** @internal `ssh` arguments, the port included. */
  public get _sshOptions(): string[] {
    return [...(this.port === undefined ? [] : ['-p', String(this.port)]), ...(this._props.sshOptions ?? [])];
  }

  /** @internal whether it becomes root by sudo. */
  public get _needsSudo(): boolean {
    return !isHome(this.system) && this.user !== 'root';
  }

  /** What `tree.json` tells of it. */
  private facts(): Record<string, any> {
    const deploys = this.tool === DeployTool.DEPLOY_RS;
    return {
      tool: this.tool,
      node: this.nodeName,
      host: this.address,
      user: this.user,
      ...compact({ port: this.port }),
      sshOptions: [...(this._props.sshOptions ?? [])],
      tags: this.tags,
      buildOnTarget: this._props.buildOnTarget ?? false,
      ...(this._needsSudo ? { interactiveSudo: this._props.interactiveSudo ?? false } : {}),
      rollback: this._rollback,
      magicRollback: this._magicRollback,
      ...compact({
        confirmTimeout: this._props.confirmTimeout,
        activationTimeout: deploys ? this._activationTimeout : undefined,
      }),
      healthChecks: this._health !== undefined,
    };
  }
}

/** Where a machine is reached, as far as the estate tells. */
function addressOf(system: System): string | undefined {
  if (isHome(system)) return system.systemName.split('@')[1];
  if (!Host.isHost(system)) return system.systemName;
  const statics = system.addresses;
  return statics.find((one) => isIP(one) === 4) ?? statics[0] ?? addressOfGuest(system) ?? system.systemName;
}

/** The address that the virtual machine around a host has. */
function addressOfGuest(host: Host): string | undefined {
  const { scope } = host.node;
  if (!LibvirtGuest.isLibvirtGuest(scope)) return undefined;
  return scope._spec.interfaces.map(({ interface: each }) => each._props.address).find((one) => one !== undefined);
}

const BRAND = Symbol.for('cosmo-nix.DeployTarget');
