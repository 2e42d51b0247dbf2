import { containerGatewayOutside } from './container-gateway-outside';
import { containerHostAddressUnused } from './container-host-address-unused';
import { containerNameRefused } from './container-name-refused';
import { containerNatInterface } from './container-nat-interface';
import { containerNatNames } from './container-nat-names';
import { containerNetworkIgnored } from './container-network-ignored';
import { containerNoWayOut } from './container-no-way-out';
import { containerResolver } from './container-resolver';
import { containerStateVersionMissing } from './container-state-version-missing';
import { containerUsersShifted } from './container-users-shifted';
import { containerVpnRefused } from './container-vpn-refused';
import { registerRules } from '../../app/rules/registry';

registerRules('containers', [
  containerGatewayOutside,
  containerHostAddressUnused,
  containerNameRefused,
  containerNatInterface,
  containerNatNames,
  containerNetworkIgnored,
  containerNoWayOut,
  containerResolver,
  containerStateVersionMissing,
  containerUsersShifted,
  containerVpnRefused,
]);
