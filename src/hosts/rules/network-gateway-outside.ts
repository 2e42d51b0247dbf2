import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { isOnLink } from '../addresses';
import { Host } from '../host';

export const networkGatewayOutside: IRule = {
  code: 'NETWORK_GATEWAY_OUTSIDE',
  severity: Severity.WARNING,
  title: 'A router stands in a network of the interface it is given for',
  reason: 'a host reaches its router without another one',
  source: 'ip-route(8): "Nexthop has invalid gateway"',
  breaks: `
const eno1 = { addresses: ['10.140.1.10/24'], gateway: '10.140.2.1' };
new Host(app, 'astray', { ...machine, networking: { interfaces: { eno1 } } });
`,
  holds: `
const eno1 = { addresses: ['10.140.1.10/24'], gateway: '10.140.1.1' };
new Host(app, 'astray', { ...machine, networking: { interfaces: { eno1 } } });
`,
  check(estate, report) {
    for (const host of estate._all(Host.isHost)) {
      for (const { name, props, statics } of host._interfaces) {
        for (const key of ['gateway', 'gateway6'] as const) {
          const gateway = props[key];
          if (gateway === undefined || statics.length === 0 || isOnLink(gateway, statics)) continue;
          report.found(host, {
            message: `the router ${gateway} is in no network of ${name}`,
            keyPath: `networking.interfaces.${name}.${key}`,
            mend: 'correct the router, or the address and its prefix',
          });
        }
      }
    }
  },
};
