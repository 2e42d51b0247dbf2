import { tailnetApprovalUnused } from './tailnet-approval-unused';
import { tailnetExitUnused } from './tailnet-exit-unused';
import { tailnetFailoverUnused } from './tailnet-failover-unused';
import { tailnetGroupEmpty } from './tailnet-group-empty';
import { tailnetHeadscaleOff } from './tailnet-headscale-off';
import { tailnetNothingGranted } from './tailnet-nothing-granted';
import { tailnetRouteTwice } from './tailnet-route-twice';
import { tailnetRoutesOverlap } from './tailnet-routes-overlap';
import { tailnetSshNoGrant } from './tailnet-ssh-no-grant';
import { tailnetSshNoRule } from './tailnet-ssh-no-rule';
import { tailnetSshOff } from './tailnet-ssh-off';
import { tailnetSshUser } from './tailnet-ssh-user';
import { tailnetTagOwner } from './tailnet-tag-owner';
import { tailnetTagUnused } from './tailnet-tag-unused';
import { tailnetUnapproved } from './tailnet-unapproved';
import { tailnetUndefined } from './tailnet-undefined';
import { tailscaleAcceptsOwnNetwork } from './tailscale-accepts-own-network';
import { tailscaleExitNodeOff } from './tailscale-exit-node-off';
import { tailscaleFeatures } from './tailscale-features';
import { tailscaleKeyExpires } from './tailscale-key-expires';
import { tailscaleKeyParameters } from './tailscale-key-parameters';
import { tailscaleLocalDns } from './tailscale-local-dns';
import { tailscaleLoginByHand } from './tailscale-login-by-hand';
import { tailscaleReversePath } from './tailscale-reverse-path';
import { tailscaleShieldsUp } from './tailscale-shields-up';
import { tailscaleUpFlag } from './tailscale-up-flag';
import { tailscaleUpFlagsUnused } from './tailscale-up-flags-unused';
import { tailscaleWslDns } from './tailscale-wsl-dns';
import { registerRules } from '../../app/rules/registry';

registerRules('network', [
  tailnetApprovalUnused,
  tailnetExitUnused,
  tailnetFailoverUnused,
  tailnetGroupEmpty,
  tailnetHeadscaleOff,
  tailnetNothingGranted,
  tailnetRouteTwice,
  tailnetRoutesOverlap,
  tailnetSshNoGrant,
  tailnetSshNoRule,
  tailnetSshOff,
  tailnetSshUser,
  tailnetTagOwner,
  tailnetTagUnused,
  tailnetUnapproved,
  tailnetUndefined,
  tailscaleAcceptsOwnNetwork,
  tailscaleExitNodeOff,
  tailscaleFeatures,
  tailscaleKeyExpires,
  tailscaleKeyParameters,
  tailscaleLocalDns,
  tailscaleLoginByHand,
  tailscaleReversePath,
  tailscaleShieldsUp,
  tailscaleUpFlag,
  tailscaleUpFlagsUnused,
  tailscaleWslDns,
]);
