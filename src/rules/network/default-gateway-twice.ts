import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../../hosts';

export const defaultGatewayTwice: IRule = {
  code: 'DEFAULT_GATEWAY_TWICE',
  severity: Severity.WARNING,
  title: 'A machine has one way out',
  reason: 'of two default routes one is taken, and answers to what came in by the other leave by the wrong interface',
  source: 'ip-route(8); systemd.network(5): Gateway=',
  breaks: `
new Host(app, 'two-ways', {
  ...machine,
  networking: {
    interfaces: {
      eno1: { addresses: ['10.124.2.5/24'], gateway: '10.124.2.1' },
      eno2: { addresses: ['10.124.3.5/24'], gateway: '10.124.3.1' },
    },
  },
});
`,
  holds: `
new Host(app, 'two-ways', {
  ...machine,
  networking: {
    interfaces: {
      eno1: { addresses: ['10.124.2.5/24'], gateway: '10.124.2.1' },
      eno2: { addresses: ['10.124.3.5/24'] },
    },
  },
});
`,
  check(estate, report) {
    for (const host of estate._all(Host.isHost)) {
      for (const key of ['gateway', 'gateway6'] as const) {
        const [first, ...others] = host._interfaces.filter(({ props }) => props[key] !== undefined);
        if (!first || others.length === 0) continue;
        const all = [first, ...others].map(({ name, props }) => `${props[key]} on ${name}`);
        report.found(host, {
          message: `${host.systemName} has ${all.length} default routes: ${all.join(', ')}`,
          keyPath: `networking.interfaces.${others[0]!.name}.${key}`,
          mend: `keep the one that leads to the internet, and leave ${key} out of the others`,
        });
      }
    }
  },
};
