import { containerFacts } from './container-facts';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';

/** Options that mean something with a network of its own alone. */
const PRIVATE = [
  'hostBridge',
  'hostAddress',
  'localAddress',
  'hostAddress6',
  'localAddress6',
  'localMacAddress',
  'forwardPorts',
];

export const containerNetworkIgnored: IRule = {
  code: 'CONTAINER_NETWORK_IGNORED',
  severity: Severity.WARNING,
  title: 'A container with addresses has a network of its own',
  reason:
    'without privateNetwork it is on the network of the host, and NixOS ignores its addresses and forwarded ports',
  source: 'NixOS: containers.<name>.privateNetwork is false by default',
  breaks: `
new Host(app, 'openplan', {
  ...machine,
  options: {
    containers: {
      desk: { localAddress: '10.111.2.2', hostAddress: '10.111.2.1', config: { system: { stateVersion: '25.11' } } },
    },
  },
});
`,
  holds: `
const openplan = new Host(app, 'openplan', { ...machine });
new ContainerNetwork(openplan, 'container-network', { externalInterface: 'eno1' });
new NixosContainer(openplan, 'desk', { hostAddress: '10.111.2.1', localAddress: '10.111.2.2' });
`,
  check(estate, report) {
    for (const facts of estate._table(containerFacts)) {
      // The construct refuses them itself.
      if (facts.plain) continue;
      const known = facts.at('privateNetwork');
      if (facts.value('privateNetwork') !== false && known.length > 0) continue;
      if (facts.has('networkNamespace') || facts.has('extraFlags') || facts.options.unseen.length > 0) continue;
      const ignored = PRIVATE.filter((name) => facts.has(name));
      if (ignored.length === 0) continue;
      report.found(facts.owner, {
        keyPath: facts.keyPath(ignored[0]!),
        message: `${ignored.join(', ')} of the container ${facts.name} of ${facts.system.systemName} mean nothing`,
        mend: `add privateNetwork: true, or leave ${ignored.length > 1 ? 'them' : 'it'} out`,
      });
    }
  },
};
