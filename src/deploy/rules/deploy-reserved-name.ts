import { App, NixosSystem, Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

/** Names that Colmena keeps for itself. */
const RESERVED = new Set(['defaults', 'meta', 'network']);

export const deployReservedName: IRule = {
  code: 'DEPLOY_RESERVED_NAME',
  severity: Severity.WARNING,
  title: 'No host has a name that Colmena keeps for itself',
  reason: 'in a hive these names are settings: the host would be taken for them, and never be deployed',
  source: 'Colmena: manual, reserved node names',
  breaks: `
FlakeInput.wellKnown(app, WellKnownInput.COLMENA);
new Host(app, 'meta', { ...machine });
`,
  holds: `
FlakeInput.wellKnown(app, WellKnownInput.COLMENA);
new Host(app, 'metadata', { ...machine });
`,
  check(estate, report) {
    if (!App.isApp(estate.root)) return;
    const { _inputs: inputs, _flakeOutputs: outputs } = estate.root;
    const hive = outputs.some(({ path }) => path[0] === 'colmena' || path[0] === 'colmenaHive');
    if (!hive && !inputs.get('colmena')?._used) return;
    for (const system of estate._all(NixosSystem.isNixosSystem)) {
      if (system.nested || !RESERVED.has(system.systemName)) continue;
      report.found(system, {
        message: `Colmena keeps the name ${system.systemName} for itself`,
        keyPath: 'hostName',
        mend: 'give the host another name',
      });
    }
  },
};
