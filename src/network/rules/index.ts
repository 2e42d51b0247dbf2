import { tailnetExitUnused } from './tailnet-exit-unused';
import { tailnetFailoverUnused } from './tailnet-failover-unused';
import { tailnetHeadscaleOff } from './tailnet-headscale-off';
import { tailnetNothingGranted } from './tailnet-nothing-granted';
import { tailnetRouteTwice } from './tailnet-route-twice';
import { tailnetSshNoGrant } from './tailnet-ssh-no-grant';
import { tailnetSshNoRule } from './tailnet-ssh-no-rule';
import { tailnetSshOff } from './tailnet-ssh-off';
import { tailnetTagOwner } from './tailnet-tag-owner';
import { tailnetTagUnused } from './tailnet-tag-unused';
import { tailnetUnapproved } from './tailnet-unapproved';
import { tailnetUndefined } from './tailnet-undefined';
import { tailscaleLocalDns } from './tailscale-local-dns';
import { tailscaleLoginByHand } from './tailscale-login-by-hand';
import { tailscaleReversePath } from './tailscale-reverse-path';
import { tailscaleWslDns } from './tailscale-wsl-dns';
import { registerRules } from '../../app/rules/registry';

registerRules('network', [
  tailnetExitUnused,
  tailnetFailoverUnused,
  tailnetHeadscaleOff,
  tailnetNothingGranted,
  tailnetRouteTwice,
  tailnetSshNoGrant,
  tailnetSshNoRule,
  tailnetSshOff,
  tailnetTagOwner,
  tailnetTagUnused,
  tailnetUnapproved,
  tailnetUndefined,
  tailscaleLocalDns,
  tailscaleLoginByHand,
  tailscaleReversePath,
  tailscaleWslDns,
]);
