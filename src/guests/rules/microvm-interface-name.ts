import { Severity } from '../../app/diagnostics';
import { isPlainSet } from '../../app/option-tree';
import type { IRule } from '../../app/rules/rule';

/** Where a microvm's interfaces are told: in its own system, or in the module that its host gives it. */
const PATHS = [
  ['microvm', 'interfaces'],
  ['microvm', 'vms', '*', 'config', 'microvm', 'interfaces'],
];

export const microvmInterfaceName: IRule = {
  code: 'MICROVM_INTERFACE_NAME',
  severity: Severity.ERROR,
  title: 'The interfaces of microvms have names of at most 15 characters',
  reason: 'Linux takes no longer name of an interface, and microvm.nix refuses to build one',
  source: 'Linux: IFNAMSIZ; microvm.nix: assertion on interfaces.*.id',
  breaks: `
new Host(app, 'longnames', {
  ...machine,
  options: {
    microvm: { interfaces: [{ type: 'tap', id: 'vm-livingroom-tv0', mac: '02:00:00:10:10:01' }] },
  },
});
`,
  holds: `
new Host(app, 'longnames', {
  ...machine,
  options: {
    microvm: { interfaces: [{ type: 'tap', id: 'vm-tv0', mac: '02:00:00:10:10:01' }] },
  },
});
`,
  check(estate, report) {
    for (const system of estate.systems) {
      const options = estate.optionsOf(system);
      for (const { value, owner } of PATHS.flatMap((path) => options._at(path))) {
        for (const one of Array.isArray(value) ? value : []) {
          const id = isPlainSet(one) ? one.id : undefined;
          if (typeof id !== 'string' || id.length <= 15) continue;
          report.found(owner, {
            keyPath: 'microvm.interfaces',
            message: `the interface ${id} of ${system.systemName} has a name of ${id.length} characters`,
            mend: 'give it an id of at most 15 characters',
          });
        }
      }
    }
  },
};
