import { Construct } from 'constructs';
import { System } from '../app';
import { DeployTargetProps, DeployTool } from './deploy-target-props';

/**
 * How a machine is reached and switched to its new system: made below a
 * `Host`, a `DarwinHost` or a `StandaloneHome`. The flake gets what the tool
 * needs: a node of `deploy.nodes`, or one of `colmenaHive`.
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
  /** The tags. */
  public readonly tags: string[];
  /** What switches it. */
  public readonly tool: DeployTool;

  constructor(scope: Construct, id: string, props: DeployTargetProps = {}) {
    super(scope, id);
    Object.defineProperty(this, BRAND, { value: true });
    this.system = System.of(this);
    this.address = props.address ?? this.system.systemName;
    this.user = props.user ?? 'root';
    this.tags = [...(props.tags ?? [])];
    this.tool = props.tool ?? DeployTool.DEPLOY_RS;
    this.system._tell('deploy', () => ({
      tool: this.tool,
      host: this.address,
      user: this.user,
      port: props.port,
      sshOptions: [...(props.sshOptions ?? [])],
      tags: this.tags,
      buildOnTarget: props.buildOnTarget ?? false,
    }));
  }
}

const BRAND = Symbol.for('cosmo-nix.DeployTarget');
