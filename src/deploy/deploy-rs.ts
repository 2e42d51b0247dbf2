import type { DeployTarget } from './deploy-target';
import { isHome, isMac, platformOf } from './machine';
import { System } from '../app';
import { listed } from '../app/compact';
import { Expr, Nix } from '../nix';

/** What deploy-rs has for a platform. */
function library(platform: string): Expr {
  return Nix.ref('inputs.deploy-rs.lib').attr(platform);
}

/** A node of `deploy.nodes`. */
export function deployRsNode(target: DeployTarget): Record<string, any> {
  const { system, _props: props } = target;
  const home = isHome(system);
  return {
    hostname: target.address,
    sshUser: target.user,
    sshOpts: listed(target._sshOptions),
    fastConnection: props.fastConnection ? true : undefined,
    remoteBuild: props.buildOnTarget ? true : undefined,
    interactiveSudo: props.interactiveSudo && target._needsSudo ? true : undefined,
    autoRollback: target._rollback ? undefined : false,
    magicRollback: target._magicRollback ? undefined : false,
    confirmTimeout: props.confirmTimeout,
    activationTimeout: target._activationTimeout,
    profiles: {
      [home ? 'home-manager' : 'system']: { user: home ? system.userName : 'root', path: activation(target) },
    },
  };
}

/**
 * What deploy-rs activates. With health checks its own activation is wrapped:
 * the same script, and then the checks of the new system, whose failure is one
 * of the activation.
 */
function activation(target: DeployTarget): Expr {
  const { system } = target;
  const activate = library(platformOf(system)).attr('activate');
  const kind = isHome(system) ? 'home-manager' : isMac(system) ? 'darwin' : 'nixos';
  const health = target._health;
  if (!health) return activate.attr(kind).call(system.configRef);
  return Nix.letIn(
    [
      Nix.binding('activate', activate),
      Nix.binding('switch', Nix.str([Nix.ref('activate').attr(kind).call(system.configRef), '/deploy-rs-activate'])),
    ],
    Nix.ref('activate.custom')
      .update(Nix.attrs([Nix.binding('dryActivate', Nix.ref('switch')), Nix.binding('boot', Nix.ref('switch'))]))
      .call(built(system), Nix.str([Nix.ref('switch'), `\n$PROFILE/${health._inSystem}\n`])),
  );
}

/** What the profile of a system leads to. */
function built(system: System): Expr {
  return isHome(system)
    ? system.configRef.attr('activationPackage')
    : system.configRef.attr('config', 'system', 'build', 'toplevel');
}

/** A check of the flake: the nodes of one platform, so that none is built for another. */
export function deployRsCheck(name: string, platform: string, targets: readonly DeployTarget[]): Expr {
  const nodes = Nix.attrs([
    Nix.inheritFrom(
      Nix.ref('inputs.self.deploy.nodes'),
      targets.map(({ nodeName }) => nodeName),
    ),
  ]);
  return library(platform).attr('deployChecks').call({ nodes }).attr(name);
}
