import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../../hosts';

export const bridgeMtuDiffers: IRule = {
  code: 'BRIDGE_MTU_DIFFERS',
  severity: Severity.WARNING,
  title: 'What is plugged into a bridge takes packets of one size',
  reason: 'a bridge does not cut packets: larger ones than its smallest interface takes are dropped without a word',
  source: 'IEEE 802.1D; bridge(8)',
  breaks: `
new Host(app, 'jumbo', {
  ...machine,
  networking: {
    backend: NetworkBackend.NETWORKD,
    bridges: { br0: { members: ['eno1'] } },
    interfaces: { eno1: { mtu: 1500 }, br0: { addresses: ['10.124.6.5/24'], mtu: 9000 } },
  },
});
`,
  holds: `
new Host(app, 'jumbo', {
  ...machine,
  networking: {
    backend: NetworkBackend.NETWORKD,
    bridges: { br0: { members: ['eno1'] } },
    interfaces: { eno1: { mtu: 9000 }, br0: { addresses: ['10.124.6.5/24'], mtu: 9000 } },
  },
});
`,
  check(estate, report) {
    for (const host of estate._all(Host.isHost)) {
      const bridges = Object.entries(host._props.networking?.bridges ?? {});
      if (bridges.length === 0) continue;
      const sizes = new Map(host._interfaces.map(({ name, props }) => [name, props.mtu]));
      for (const [bridge, { members }] of bridges) {
        const said = [bridge, ...members].flatMap((name) => {
          const mtu = sizes.get(name);
          return mtu === undefined ? [] : [{ name, mtu }];
        });
        const wrong = said.find(({ mtu }) => mtu !== said[0]!.mtu);
        // A bridge that is told nothing takes the smallest of its members; one that is told more than they have loses packets.
        const plain =
          sizes.get(bridge) !== undefined && members.find((name) => (sizes.get(name) ?? 1500) !== sizes.get(bridge));
        if (!wrong && !plain) continue;
        const at = wrong?.name ?? (plain as string);
        report.found(host, {
          message: `the bridge ${bridge} of ${host.systemName} has interfaces for packets of different sizes: ${[bridge, ...members].map((name) => `${name} ${sizes.get(name) ?? (name === bridge ? 'as they have' : 1500)}`).join(', ')}`,
          keyPath: `networking.interfaces.${at}.mtu`,
          mend: 'give all of them one mtu, and the switch behind them too',
        });
      }
    }
  },
};
