import { ADMIN, ageFile, filesOf } from './example-files';
import { System, Severity } from '../../app';
import type { Estate } from '../../app/rules/estate';
import type { IRule } from '../../app/rules/rule';
import { SystemSecrets } from '../system-secrets';

/** Units that every NixOS has, and those whose services have other names. */
const ALWAYS =
  /^(systemd-|nix-|dbus|sshd|network|tailscaled|wpa_supplicant|phpfpm|postgresql|mysql|redis|acme|docker|podman|container$|user|getty)/;

export const secretUnitUnknown: IRule = {
  code: 'SECRET_UNIT_UNKNOWN',
  severity: Severity.WARNING,
  title: 'A secret restarts units that the System has',
  reason: 'the service goes on with the old value, and a unit of the wrong name is made that does nothing',
  source: 'agenix: restartTriggers; sops-nix: restartUnits',
  files: filesOf('unitless', { 'unitless-files/key.age': ageFile('admin', 'machine') }),
  breaks: `
const store = new AgenixStore(app, 'unitless', { folder: 'unitless', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'unitless-host', { ...machine, options: { services: { grafana: { enable: true } } } });
const secret = new Secret(app, 'unitless-key', { store, file: 'unitless-files/key.age' });
secret.on(host, { restartUnits: ['grafanna.service'] });
`,
  holds: `
const store = new AgenixStore(app, 'unitless', { folder: 'unitless', adminKeys: { me: '${ADMIN}' } });
const host = new Host(app, 'unitless-host', { ...machine, options: { services: { grafana: { enable: true } } } });
const secret = new Secret(app, 'unitless-key', { store, file: 'unitless-files/key.age' });
secret.on(host, { restartUnits: ['grafana.service'] });
`,
  check(estate, report) {
    for (const system of estate.systems) {
      const uses = SystemSecrets._peek(system)?.uses.filter(({ _container }) => !_container) ?? [];
      const units = uses.flatMap((use) =>
        (['restartUnits', 'reloadUnits'] as const).flatMap((key) =>
          (use._given[key] ?? []).map((unit) => ({ use, key, unit })),
        ),
      );
      if (units.length === 0 || estate.optionsOf(system).unseen.length > 0) continue;
      const words = wordsOf(estate, system);
      for (const { use, key, unit } of units) {
        const base = unit
          .replace(/\.[a-z]+$/, '')
          .replace(/@.*$/, '')
          .toLowerCase();
        if (ALWAYS.test(base) || words.some((word) => base.includes(word) || word.includes(base))) continue;
        report.found(use, {
          message: `${use.secret.secretName} restarts ${unit}, and nothing on ${system.systemName} has that name`,
          keyPath: key,
          mend: 'correct the name, or enable the service',
        });
      }
    }
  },
};

/** The names of what a System's modules set: services and units, from three letters on. */
function wordsOf(estate: Estate, system: System): string[] {
  const options = estate.optionsOf(system);
  const words = new Set<string>();
  const add = (name: string) => words.add(name.replace(/[@.].*$/, '').toLowerCase());
  for (const set of ['services', 'programs', 'virtualisation', 'networking', 'hardware', 'containers', 'microvm']) {
    for (const { names } of options._at([set, '*'])) add(names[0]!);
    for (const { names } of options._at([set, '*', '*'])) add(names[1]!);
  }
  for (const { names, owner } of options._at(['systemd', '*', '*'])) {
    // What the secrets themselves set there is what is asked.
    if (!(owner instanceof SystemSecrets)) add(names[1]!);
  }
  return [...words].filter((word) => word.length > 2);
}
