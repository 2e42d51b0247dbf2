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
        // A bridge that is told nothing takes the smallest of its members; a card that is told nothing takes 1500.
        const own = sizes.get(bridge);
        const all = members.map((name) => ({ name, mtu: sizes.get(name) ?? STANDARD }));
        const wrong = all.find(({ mtu }) => mtu !== (own ?? all[0]!.mtu));
        if (!wrong) continue;
        const told = [...(own === undefined ? [] : [{ name: bridge, mtu: own }]), ...all];
        report.found(host, {
          message: `the bridge ${bridge} of ${host.systemName} joins packets of different sizes: ${told.map(({ name, mtu }) => `${name} ${mtu}`).join(', ')}`,
          keyPath: `networking.interfaces.${wrong.name}.mtu`,
          mend: 'give all of them one mtu, and the switch behind them too',
        });
      }
    }
  },
};

/** What an Ethernet card takes that is told nothing. */
const STANDARD = 1500;
