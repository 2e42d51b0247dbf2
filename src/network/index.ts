export * from './tailscale-node';
export * from './tailscale-props';
