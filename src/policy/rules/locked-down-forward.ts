import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { policyFindings } from '../system-policy';

export const lockedDownForward: IRule = {
  code: 'LOCKED_DOWN_FORWARD',
  severity: Severity.ERROR,
  title: 'A host that is locked down forwards no port from every interface',
  reason: 'a forwarded port goes around the firewall',
  source: 'the policy LockedDown; NixOS: containers.<name>.forwardPorts',
  breaks: `
const forwarder = new Host(app, 'forwarder', { ...machine });
new ContainerNetwork(forwarder, 'network', { externalInterface: 'eno1' });
new NixosContainer(forwarder, 'shop', { stateVersion: '25.11', forwardPorts: [{ hostPort: 8080, containerPort: 80 }] });
Aspects.of(app).add(new LockedDown());
`,
  holds: `
const forwarder = new Host(app, 'forwarder', { ...machine });
new ContainerNetwork(forwarder, 'network', { externalInterface: 'eno1' });
new NixosContainer(forwarder, 'shop', { stateVersion: '25.11' });
Aspects.of(app).add(new LockedDown());
`,
  check: foundBy(policyFindings),
};
