import { containerFacts } from './container-facts';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';

export const containerHostAddressUnused: IRule = {
  code: 'CONTAINER_HOST_ADDRESS_UNUSED',
  severity: Severity.WARNING,
  title: 'A container on a bridge has no address for the end of a cable',
  reason: 'the bridge wins without a word: the host does not get that address, and routes to it lead nowhere',
  source: 'NixOS: containers.<name>.hostBridge and hostAddress',
  breaks: `
new Host(app, 'patchbay', {
  ...machine,
  networking: { backend: NetworkBackend.NETWORKD, bridges: { br0: { members: ['eno1'] } } },
  options: {
    containers: {
      proxy: {
        privateNetwork: true,
        hostBridge: 'br0',
        hostAddress: '10.111.1.1',
        localAddress: '10.111.1.2/24',
        config: {
          system: { stateVersion: '25.11' },
          networking: { defaultGateway: '10.111.1.254', useHostResolvConf: Nix.mkForce(false) },
        },
      },
    },
  },
});
`,
  holds: `
new Host(app, 'patchbay', {
  ...machine,
  networking: { backend: NetworkBackend.NETWORKD, bridges: { br0: { members: ['eno1'] } } },
  options: {
    containers: {
      proxy: {
        privateNetwork: true,
        hostBridge: 'br0',
        localAddress: '10.111.1.2/24',
        config: {
          system: { stateVersion: '25.11' },
          networking: { defaultGateway: '10.111.1.254', useHostResolvConf: Nix.mkForce(false) },
        },
      },
    },
  },
});
`,
  check(estate, report) {
    for (const facts of estate._table(containerFacts)) {
      if (facts.plain || !facts.has('hostBridge')) continue;
      const [unused] = ['hostAddress', 'hostAddress6'].filter((name) => facts.has(name));
      if (unused === undefined) continue;
      report.found(facts.owner, {
        keyPath: facts.keyPath(unused),
        message: `the container ${facts.name} of ${facts.system.systemName} is on the bridge ${String(facts.value('hostBridge'))}, and has ${unused} too`,
        mend: `leave ${unused} out; give the bridge that address, where the host needs it`,
      });
    }
  },
};
