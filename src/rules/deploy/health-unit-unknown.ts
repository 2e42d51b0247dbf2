import { Severity, System } from '../../app';
import { nearest } from '../../app/nearest';
import type { Estate } from '../../app/rules/estate';
import type { IRule } from '../../app/rules/rule';
import { UnitHealth } from '../../deploy';
import { STANDARD_UNITS } from '../systemd/standard-units';
import { definedUnits } from '../systemd/unit-references';

/** Where options stand whose modules bring units. */
const PARENTS = ['services', 'virtualisation', 'programs', 'networking', 'security', 'hardware', 'containers'];

export const healthUnitUnknown: IRule = {
  code: 'HEALTH_UNIT_UNKNOWN',
  severity: Severity.WARNING,
  title: 'A unit whose health is looked at exists',
  reason: 'a unit that nothing brings is never active: every deployment would be taken back',
  source: 'systemctl(1): is-active; NixOS: systemd.services',
  breaks: `
const vital = new Host(app, 'vital', { ...machine, options: { services: { jellyfin: { enable: true } } } });
new UnitHealth(vital, 'media', { unit: 'jellifyn' });
`,
  holds: `
const vital = new Host(app, 'vital', { ...machine, options: { services: { jellyfin: { enable: true } } } });
new UnitHealth(vital, 'media', { unit: 'jellyfin' });
`,
  check(estate, report) {
    for (const check of estate._all(UnitHealth.isUnitHealth)) {
      const mend = problemOf(estate, check.system, check.unit, check.system === check.machine);
      if (mend === undefined) continue;
      report.found(check, {
        message: `${check.unit} is to be active, and nothing on ${check.system.systemName} brings such a unit`,
        keyPath: 'unit',
        mend,
      });
    }
  },
};

/** How to mend the name; undefined where there is such a unit, or may be. */
function problemOf(estate: Estate, system: System, unit: string, isMachine: boolean): string | undefined {
  const user = system.kind === 'home';
  const options = estate.optionsOf(system);
  const defined = definedUnits(estate, system, user);
  if (defined.has(unit) || STANDARD_UNITS.has(unit) || options.unseen.length > 0) return undefined;
  const stem = unit.replace(/\.[a-z]+$/, '');
  if (stem.includes('@') || !/\.(service|socket|timer)$/.test(unit)) return undefined;
  const modules = new Set(PARENTS.flatMap((parent) => options._at([parent, '*']).map(({ names }) => names[0]!)));
  // A module may call its units otherwise: only what begins like none of them is held to be unknown.
  const start = stem.slice(0, 3).toLowerCase();
  const exact = [...modules].filter((name) => name.length > 3 && stem.toLowerCase().startsWith(name.toLowerCase()));
  if (exact.length > 0 || /^(systemd|zfs|sys|dev|user|run|var|home|nix|kernel|boot|network)/.test(stem)) {
    return undefined;
  }
  const meant = nearest(stem, [...modules, ...[...defined].map((one) => one.replace(/\.[a-z]+$/, ''))], 2);
  if (meant !== undefined && meant !== stem) return `did you mean '${meant}'?`;
  if (meant === stem || [...modules].some((name) => name.slice(0, 3).toLowerCase() === start)) return undefined;
  return isMachine
    ? 'turn the service on, or correct the name'
    : 'turn the service on in there, or look at it below the system that has it';
}
