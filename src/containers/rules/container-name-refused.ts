import { containerFacts } from './container-facts';
import type { SystemOptions } from '../../app';
import { Severity } from '../../app/diagnostics';
import type { IRule } from '../../app/rules/rule';
import { Expr } from '../../nix';

export const containerNameRefused: IRule = {
  code: 'CONTAINER_NAME_REFUSED',
  severity: Severity.ERROR,
  title: 'Containers have names that NixOS takes',
  reason: 'NixOS refuses a name with _, and on kernels up to 5.8 one of more than 11 characters: ve-NAME would be cut',
  source: 'NixOS: assertions of containers.<name>; Linux: IFNAMSIZ',
  breaks: `
new Host(app, 'nameboard', {
  ...machine,
  options: { containers: { media_box: { config: { system: { stateVersion: '25.11' } } } } },
});
`,
  holds: `
new Host(app, 'nameboard', {
  ...machine,
  options: { containers: { 'media-box': { config: { system: { stateVersion: '25.11' } } } } },
});
`,
  check(estate, report) {
    for (const facts of estate._table(containerFacts)) {
      const { name, system, owner } = facts;
      if (name.includes('_')) {
        report.found(owner, {
          keyPath: `containers.${name}`,
          message: `the container ${name} of ${system.systemName} has _ in its name`,
          mend: `call it ${name.replace(/_/g, '-')}`,
        });
      } else if (name.length > 11 && facts.ownNetwork && hasOldKernel(facts.options)) {
        report.found(owner, {
          keyPath: `containers.${name}`,
          message: `the container ${name} of ${system.systemName} has ${name.length} characters, and the kernel is older than 5.8`,
          mend: 'give it a name of at most 11 characters, or the host a newer kernel',
        });
      }
    }
  },
};

/** Whether a host names a kernel that knows no other names of interfaces than short ones. */
function hasOldKernel(options: Pick<SystemOptions, '_taken'>): boolean {
  return options
    ._taken(['boot', 'kernelPackages'])
    .some(({ value }) => Expr.isExpr(value) && OLD_KERNEL.test((value as Expr).source()));
}

const OLD_KERNEL = /linuxPackages_(4_\d+|5_[0-7])\b/;
