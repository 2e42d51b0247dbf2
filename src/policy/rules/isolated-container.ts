import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { policyFindings } from '../system-policy';

export const isolatedContainer: IRule = {
  code: 'ISOLATED_CONTAINER',
  severity: Severity.ERROR,
  title: 'Services of applications run in a container or a guest',
  reason: 'whoever breaks into one has the host, its disks and its guests',
  source: 'the policy Isolated; its guide lists the options',
  breaks: `
new Host(app, 'cinema', { ...machine, options: { services: { jellyfin: { enable: true } } } });
Aspects.of(app).add(new Isolated());
`,
  holds: `
const cinema = new Host(app, 'cinema', { ...machine });
new ContainerNetwork(cinema, 'network', { externalInterface: 'eno1' });
const media = new NixosContainer(cinema, 'media', { stateVersion: '25.11' });
new NixModule(media.inside, 'jellyfin', { options: { services: { jellyfin: { enable: true } } } });
Aspects.of(app).add(new Isolated());
`,
  check: foundBy(policyFindings),
};
