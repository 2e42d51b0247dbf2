import { STANDARD_UNITS } from './standard-units';
import { definedUnits, unitReferences, UnitReference } from './unit-references';
import { Severity, System, SystemKind } from '../../app';
import { nearest } from '../../app/nearest';
import type { Estate } from '../../app/rules/estate';
import type { IRule } from '../../app/rules/rule';

export const unitReference: IRule = {
  code: 'UNIT_REFERENCE',
  severity: Severity.WARNING,
  title: 'Units name units that exist',
  reason: 'systemd passes over an order after, or a wish for, a unit that is not there, and says nothing',
  source: 'systemd.unit(5); NixOS checks the spelling of names, not whether there is such a unit',
  breaks: `
new Host(app, 'orders', {
  ...machine,
  options: {
    systemd: {
      services: {
        'photo-database': { script: 'serve-photos', wantedBy: ['multi-user.target'] },
        thumbnails: { script: 'make-thumbnails', after: ['foto-database.service'] },
      },
    },
  },
});
`,
  holds: `
new Host(app, 'orders', {
  ...machine,
  options: {
    systemd: {
      services: {
        'photo-database': { script: 'serve-photos', wantedBy: ['multi-user.target'] },
        thumbnails: { script: 'make-thumbnails', after: ['photo-database.service'] },
      },
    },
  },
});
`,
  check(estate, report) {
    for (const system of estate.systems) {
      if (system.kind !== SystemKind.NIXOS) continue;
      for (const reference of unitReferences(estate, system)) {
        const mend = problemOf(estate, system, reference);
        if (mend === undefined) continue;
        report.found(reference.owner, {
          message: `${reference.unit} names ${reference.names}, and ${system.systemName} has no such unit`,
          keyPath: reference.keyPath,
          mend,
        });
      }
    }
  },
};

/** How to mend a reference; undefined where it leads to a unit, or may. */
function problemOf(estate: Estate, system: System, { names, user }: UnitReference): string | undefined {
  const options = estate.optionsOf(system);
  const one = /^(container@|podman-|docker-)(.+)\.service$/.exec(names);
  const defined = definedUnits(estate, system, user);
  if (defined.has(names)) return undefined;
  if (one) {
    const set = one[1] === 'container@' ? ['containers'] : ['virtualisation', 'oci-containers', 'containers'];
    const there = options._at([...set, '*']).map((each) => each.names[0]!);
    // What modules of inputs and hand-written ones run is not known.
    if (there.length === 0 || there.includes(one[2]!) || options.unseen.length > 0) return undefined;
    const meant = nearest(one[2]!, there);
    return meant === undefined ? `there are ${there.join(', ')}` : `did you mean ${one[1]}${meant}.service?`;
  }
  const stem = names.replace(/\.[a-z]+$/, '');
  if (STANDARD_UNITS.has(names) || stem.length < 5 || mayBeOf(options._at(['services', '*']), stem)) return undefined;
  const meant = nearest(names, [...defined, ...STANDARD_UNITS], 2);
  return meant === undefined ? undefined : `did you mean ${meant}?`;
}

/** Whether a service that is set up may bring the unit: `redis-cache` is of `services.redis`. */
function mayBeOf(services: readonly { readonly names: readonly string[] }[], stem: string): boolean {
  return services.some(({ names }) => stem.startsWith(names[0]!.toLowerCase()));
}
