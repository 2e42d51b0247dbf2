import { deployFirewall } from './deploy-firewall';
import { deployOtherHost } from './deploy-other-host';
import { healthUnitUnknown } from './health-unit-unknown';
import type { IRule } from '../../app/rules/rule';

export const DEPLOY_RULES: readonly IRule[] = [deployFirewall, deployOtherHost, healthUnitUnknown];
