import { sanoidPolicies } from './sanoid-policies';
import { IRule, Severity } from '../../app';

export const sanoidTemplateUnknown: IRule = {
  code: 'SANOID_TEMPLATE_UNKNOWN',
  severity: Severity.ERROR,
  title: 'The templates that snapshot policies name are there',
  reason: 'NixOS refuses another name as a value of the wrong type',
  source: 'NixOS: services.sanoid.datasets.<name>.use_template, services.sanoid.templates',
  breaks: `
const host = new Host(app, 'templates', { ...machine });
const datasets = { 'tank/home': { useTemplate: ['production'] } };
host.addOptions({ services: { sanoid: { enable: true, datasets, templates: { prod: { daily: 7 } } } } });
`,
  holds: `
const host = new Host(app, 'templates', { ...machine });
const datasets = { 'tank/home': { useTemplate: ['prod'] } };
host.addOptions({ services: { sanoid: { enable: true, datasets, templates: { prod: { daily: 7 } } } } });
`,
  check(estate, report) {
    for (const [host, policies] of estate._table(sanoidPolicies)) {
      const options = estate.optionsOf(host);
      const named = [...policies.values()].filter(({ templates }) => templates.length > 0);
      if (named.length === 0 || options.unseen.length > 0) continue;
      const known = new Set(options._at(['services', 'sanoid', 'templates', '*']).map(({ names }) => names[0]!));
      for (const { dataset, owner, templates } of named) {
        const unknown = templates.filter((one) => !known.has(one));
        if (unknown.length === 0) continue;
        report.found(owner, {
          message: `the snapshots of ${dataset} follow the template ${unknown.join(' and ')}, which ${host.systemName} does not have`,
          keyPath: `services.sanoid.datasets.${JSON.stringify(dataset)}.useTemplate`,
          mend: known.size > 0 ? `it has ${[...known].join(', ')}` : `declare services.sanoid.templates.${unknown[0]}`,
        });
      }
    }
  },
};
