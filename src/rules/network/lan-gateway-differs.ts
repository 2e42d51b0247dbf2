import { Severity } from '../../app';
import { parseAddress, contains } from '../../app/ip';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../../hosts';
import { lansOf } from '../facts/subnets';

export const lanGatewayDiffers: IRule = {
  code: 'LAN_GATEWAY_DIFFERS',
  severity: Severity.WARNING,
  title: 'The machines of a network take the way out that the network has',
  reason:
    'what is sent to an address that is no router goes nowhere: the machine reaches its neighbours and nothing else',
  source: 'Lan: gateway',
  breaks: `
const wayOut = new Construct(app, 'way-out');
const lan = new Lan(wayOut, 'lan', { subnet: '10.120.3.0/24', gateway: '10.120.3.1' });
const interfaces = { eno1: lan.interfaceAt(5, { gateway: '10.120.3.11' }) };
new Host(wayOut, 'way-out-host', { ...machine, networking: { interfaces } });
`,
  holds: `
const wayOut = new Construct(app, 'way-out');
const lan = new Lan(wayOut, 'lan', { subnet: '10.120.3.0/24', gateway: '10.120.3.1' });
const interfaces = { eno1: lan.interfaceAt(5) };
new Host(wayOut, 'way-out-host', { ...machine, networking: { interfaces } });
`,
  check(estate, report) {
    const lans = estate._table(lansOf);
    for (const host of estate._all(Host.isHost)) {
      for (const { name, props } of host._interfaces) {
        for (const key of ['gateway', 'gateway6'] as const) {
          const address = props[key] === undefined ? undefined : parseAddress(props[key]);
          if (!address) continue;
          const lan = lans(host).find(({ _networks }) => _networks.some((one) => contains(one, address)));
          const right = lan?.[key];
          if (!lan || right === undefined || parseAddress(right)!.value === address.value) continue;
          report.found(host, {
            message: `${host.systemName} leaves ${lan.subnet} by ${props[key]}, and the router there is ${right}`,
            keyPath: `networking.interfaces.${name}.${key}`,
            mend: `take the router of the network: ${key}: '${right}', or say that there is another one, and leave it out of the Lan`,
            related: [lan],
            cause: `${lan.node.path}\0${props[key]}`,
          });
        }
      }
    }
  },
};
