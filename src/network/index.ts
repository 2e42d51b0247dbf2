export * from './lan';
export * from './lan-props';
export * from './tailnet';
export * from './tailnet-props';
export * from './tailscale-node';
export * from './tailscale-props';
import './rules';
