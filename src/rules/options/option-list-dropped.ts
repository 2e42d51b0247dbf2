import { overlaps } from './overlaps';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { formatKeyPath } from '../../nix/error';

/** The priority of `mkDefault`: what is said to give way may. */
const DEFAULT = 1000;

export const optionListDropped: IRule = {
  code: 'OPTION_LIST_DROPPED',
  severity: Severity.WARNING,
  title: 'No list that one module sets is dropped because another has a higher priority',
  reason: 'lists of one priority are put together, but one of a higher priority replaces all the others',
  source: 'NixOS: lib.mkForce, lib.mkOverride; a list of a real homelab was silently replaced so',
  breaks: `
const host = new Host(app, 'replaced', { ...machine });
new NixModule(host, 'cameras', { options: { boot: { kernelModules: ['v4l2loopback'] } } });
new NixModule(host, 'sensors', { options: { boot: { kernelModules: Nix.mkForce(['nct6775']) } } });
`,
  holds: `
const host = new Host(app, 'replaced', { ...machine });
new NixModule(host, 'cameras', { options: { boot: { kernelModules: ['v4l2loopback'] } } });
new NixModule(host, 'sensors', { options: { boot: { kernelModules: ['nct6775'] } } });
`,
  check(estate, report) {
    for (const { system, path, definitions } of estate._table(overlaps)) {
      const lowest = Math.min(...definitions.map(({ priority }) => priority));
      const by = definitions.find(({ priority }) => priority === lowest)!;
      const dropped = definitions.filter(
        ({ priority, value, owner }) =>
          priority > lowest &&
          priority < DEFAULT &&
          owner !== by.owner &&
          Array.isArray(value) &&
          value.some((item) => !Array.isArray(by.value) || !by.value.includes(item)),
      );
      if (dropped.length === 0 || !Array.isArray(by.value)) continue;
      const keyPath = formatKeyPath(path);
      const lost = dropped.flatMap(({ value }) => value as unknown[]);
      report.found(by.owner, {
        message: `${keyPath} of ${system.systemName} loses ${lost.map((item) => JSON.stringify(item)).join(', ')}, set by ${dropped.map(({ owner }) => owner.node.path).join(' and ')}`,
        keyPath,
        mend: 'leave mkForce out; or, where the others are to be dropped, acknowledge it with the reason',
        related: dropped.map(({ owner }) => owner),
      });
    }
  },
};
