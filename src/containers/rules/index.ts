import { containerNatInterface } from './container-nat-interface';
import { registerRules } from '../../app/rules/registry';

registerRules('containers', [containerNatInterface]);
