export { ContainerNetwork, type ContainerNetworkProps } from './container-network';
export * from './container-network-props';
export * from './container-props';
export * from './container-system';
export * from './nixos-container';
import './rules';
