export * from './tailnet';
export * from './tailnet-props';
export * from './tailscale-node';
export * from './tailscale-props';
import './rules';
