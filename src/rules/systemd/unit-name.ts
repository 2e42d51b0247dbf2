import { unitReferences } from './unit-references';
import { Severity, SystemKind } from '../../app';
import type { IRule } from '../../app/rules/rule';

const UNIT = /^[A-Za-z0-9@%:_.\\-]+\.(service|socket|device|mount|automount|swap|target|path|timer|scope|slice)$/;

export const unitName: IRule = {
  code: 'UNIT_NAME',
  severity: Severity.ERROR,
  title: 'Names of units have their suffix',
  reason: 'NixOS takes nothing else for the name of a unit, and stops the evaluation',
  source: 'NixOS: the type of systemd.services.<name>.after; systemd.unit(5)',
  breaks: `
new Host(app, 'suffix', {
  ...machine,
  options: { systemd: { services: { sync: { script: 'sync-photos', after: ['network-online'] } } } },
});
`,
  holds: `
new Host(app, 'suffix', {
  ...machine,
  options: { systemd: { services: { sync: { script: 'sync-photos', after: ['network-online.target'] } } } },
});
`,
  check(estate, report) {
    for (const system of estate.systems) {
      if (system.kind !== SystemKind.NIXOS) continue;
      for (const { owner, unit, names, keyPath } of unitReferences(estate, system)) {
        if (UNIT.test(names)) continue;
        report.found(owner, {
          message: `${unit} names ${JSON.stringify(names)}, which is no name of a unit`,
          keyPath,
          mend: `give it its suffix: '${names.replace(/[^A-Za-z0-9@%:_.-]+/g, '-')}.${/(^|-)(network|online|user|fs|session|sleep|timers|sockets)$/.test(names) ? 'target' : 'service'}'`,
        });
      }
    }
  },
};
