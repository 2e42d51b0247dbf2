import { deployByName } from './deploy-by-name';
import { deployLoginRefused } from './deploy-login-refused';
import { deployNoRollback } from './deploy-no-rollback';
import { deployNoSsh } from './deploy-no-ssh';
import { deployNotTrusted } from './deploy-not-trusted';
import { deployPort } from './deploy-port';
import { deployReservedName } from './deploy-reserved-name';
import { deploySameAddress } from './deploy-same-address';
import { deploySudo } from './deploy-sudo';
import { deployTimeoutShort } from './deploy-timeout-short';
import { deployToolIgnores } from './deploy-tool-ignores';
import { deployUserUnknown } from './deploy-user-unknown';
import { healthUnitEnds } from './health-unit-ends';
import { registerRules } from '../../app/rules/registry';

registerRules('deploy', [
  deployByName,
  deployLoginRefused,
  deployNoRollback,
  deployNoSsh,
  deployNotTrusted,
  deployPort,
  deployReservedName,
  deploySameAddress,
  deploySudo,
  deployTimeoutShort,
  deployToolIgnores,
  deployUserUnknown,
  healthUnitEnds,
]);
