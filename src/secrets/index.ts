export * from './agenix-store';
export * from './host-key';
export * from './secret';
export * from './secret-store';
export * from './secret-use';
export * from './sops-store';
import './rules';
