import { Severity } from '../../app';
import { foundBy } from '../../app/rules/findings-by-code';
import type { IRule } from '../../app/rules/rule';
import { tailnetFindings } from '../tailnet-checks';

export const tailnetHeadscaleOff: IRule = {
  code: 'TAILNET_HEADSCALE_OFF',
  severity: Severity.WARNING,
  title: 'Headscale runs where it is given a policy',
  reason: 'nothing reads the policy, and the nodes have no control server',
  source: 'NixOS: services.headscale.enable',
  breaks: `
const hub = new Host(app, 'hub', { ...machine });
new Tailnet(app, 'hub-net', {
  loginServer: 'https://hub.example.com',
  headscale: hub,
  grants: [{ src: ['autogroup:member'], dst: ['autogroup:self'], ip: ['*'] }],
});
`,
  holds: `
const hub = new Host(app, 'hub', { ...machine, options: { services: { headscale: { enable: true } } } });
new Tailnet(app, 'hub-net', {
  loginServer: 'https://hub.example.com',
  headscale: hub,
  grants: [{ src: ['autogroup:member'], dst: ['autogroup:self'], ip: ['*'] }],
});
`,
  check: foundBy(tailnetFindings),
};
