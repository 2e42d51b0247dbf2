import type { DeployTarget } from './deploy-target';
import { platformOf } from './machine';
import { compact, listed } from '../app/compact';
import { Expr, Nix } from '../nix';

/** `colmenaHive`: the hosts that Colmena deploys. Names and settings of it are in no module of theirs. */
export function colmenaHive(targets: readonly DeployTarget[]): Expr {
  const usual = platformOf(targets[0]!.system);
  const others = targets.filter(({ system }) => platformOf(system) !== usual);
  return Nix.ref('inputs.colmena.lib.makeHive').call({
    meta: {
      nixpkgs: packagesFor(usual),
      ...(others.length > 0
        ? {
            nodeNixpkgs: Object.fromEntries(
              others.map(({ nodeName, system }) => [nodeName, packagesFor(platformOf(system))]),
            ),
          }
        : {}),
      specialArgs: Nix.attrs([Nix.inherit(['inputs'])]),
    },
    ...Object.fromEntries(targets.map((target) => [target.nodeName, node(target)])),
  });
}

function node(target: DeployTarget): Record<string, any> {
  const { _props: props } = target;
  return {
    imports: [Expr._outputFile(target.system.folder)],
    deployment: compact({
      targetHost: target.address,
      targetUser: target.user === 'root' ? undefined : target.user,
      targetPort: target.port,
      sshOptions: listed(props.sshOptions),
      tags: listed(target.tags),
      buildOnTarget: props.buildOnTarget ? true : undefined,
    }),
  };
}

function packagesFor(platform: string): Expr {
  return Nix.ref('inputs.nixpkgs.legacyPackages').attr(platform);
}
