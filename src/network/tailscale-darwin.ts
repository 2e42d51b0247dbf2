import { IConstruct } from 'constructs';
import { TailscaleNodeProps } from './tailscale-props';
import { packageExpr } from '../app/packages';
import { Refuse } from '../app/refuse';

/** What holds on every kind of System. */
const COMMON = ['package', 'overrideLocalDns', 'hostname', 'options', 'override'];

/** How a setting is made on a Mac, where nix-darwin has no option for it. */
const BY_HAND: Readonly<Record<string, string>> = {
  tags: '--advertise-tags=',
  routes: '--advertise-routes=',
  exitNode: '--advertise-exit-node',
  useExitNode: '--exit-node=',
  acceptRoutes: '--accept-routes',
  acceptDns: '--accept-dns=',
  loginServer: '--login-server=',
  ssh: '--ssh',
  shieldsUp: '--shields-up',
  operator: '--operator=',
};

/**
 * `services.tailscale` of nix-darwin, which starts tailscaled and does no
 * more: what a node is told elsewhere is refused, with how to do it by hand.
 */
export function darwinTailscaleOptions(
  node: IConstruct,
  props: TailscaleNodeProps,
  refuse: Refuse,
): Record<string, any> {
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || COMMON.includes(key)) continue;
    const flag = BY_HAND[key];
    refuse(
      'TAILSCALE_DARWIN',
      `a Mac's node cannot be told ${key}`,
      flag === undefined ? `leave ${key} out` : `leave it out, and say it once on the Mac: tailscale up ${flag}`,
      key,
      'nix-darwin starts tailscaled, and has no options for how it logs in and what it offers',
    );
  }
  return {
    services: {
      tailscale: {
        enable: true,
        package: packageExpr(node, props.package, 'package'),
        overrideLocalDns: props.overrideLocalDns ? true : undefined,
      },
    },
  };
}
