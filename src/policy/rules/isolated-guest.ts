import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { policyFindings } from '../system-policy';

export const isolatedGuest: IRule = {
  code: 'ISOLATED_GUEST',
  severity: Severity.ERROR,
  title: 'What others wrote runs in a guest',
  reason: 'whoever breaks out of it has the host',
  source: 'the policy Isolated; its guide lists the options',
  breaks: `
new Host(app, 'builder', { ...machine, options: { virtualisation: { docker: { enable: true } } } });
Aspects.of(app).add(new Isolated());
`,
  holds: `
const kvm = new Host(app, 'builder', { ...machine, hardware: { cpu: CpuVendor.AMD } });
new LibvirtGuest(kvm, 'docker', {
  memoryMib: 2048,
  host: { ...machine, hostName: 'builder-guest', options: { virtualisation: { docker: { enable: true } } } },
});
Aspects.of(app).add(new Isolated());
`,
  check: foundBy(policyFindings),
};
