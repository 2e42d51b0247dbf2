import { Severity } from '../../app';
import { keyPathOf } from '../../app/definitions/definitions';
import { isPlainSet } from '../../app/option-tree';
import type { IRule } from '../../app/rules/rule';

const FOLDERS =
  /^\/(run|run\/agenix(\.d)?|run\/secrets(\.d|-for-users)?|run\/keys|run\/credentials|etc\/ssh|persist\/etc\/ssh)\/?$/;

/** Where folders of a host are handed to what runs on it. */
const PLACES: readonly (readonly [readonly string[], string])[] = [
  [['containers', '*', 'bindMounts', '*'], 'the container'],
  [['virtualisation', 'oci-containers', 'containers', '*', 'volumes'], 'the container'],
  [['microvm', 'shares'], 'the guest'],
  [['microvm', 'vms', '*', 'config', 'microvm', 'shares'], 'the guest'],
];

export const secretFolderMounted: IRule = {
  code: 'SECRET_FOLDER_MOUNTED',
  severity: Severity.WARNING,
  title: 'A container or guest is given its own secrets, and no others',
  reason: 'who breaks into it reads every secret of the host',
  source: 'a real homelab: a guest given every secret of its host',
  breaks: `
const host = new Host(app, 'allsecrets', { ...machine });
new NixosContainer(host, 'allbox', {
  privateNetwork: false,
  bindMounts: [{ mountPoint: '/secrets', hostPath: '/run/agenix' }],
});
`,
  holds: `
const host = new Host(app, 'allsecrets', { ...machine });
new NixosContainer(host, 'allbox', {
  privateNetwork: false,
  bindMounts: [{ mountPoint: '/secrets/wifi', hostPath: '/run/agenix/wifi' }],
});
`,
  check(estate, report) {
    for (const system of estate.systems) {
      const options = estate.optionsOf(system);
      for (const [path, what] of PLACES) {
        for (const { owner, names, value } of options._at(path)) {
          for (const [key, folder] of foldersOf(value, names)) {
            if (!FOLDERS.test(folder)) continue;
            report.found(owner, {
              message:
                `${folder} of ${system.systemName}, with every secret in it, is given to ${what} ${names[0] ?? ''}`.trim(),
              keyPath: `${keyPathOf(path.map((one, index) => (one === '*' ? names[path.slice(0, index).filter((each) => each === '*').length]! : one)))}${key}`,
              mend: 'give it the files that it needs, one by one: secret.on(container), or a share of one file',
            });
          }
        }
      }
    }
  },
};

/** The folders of the host in a value: of a bind mount, of volumes as text, of shares. */
function foldersOf(value: unknown, names: readonly string[]): [string, string][] {
  if (Array.isArray(value)) {
    return value.flatMap((one: unknown, index): [string, string][] => {
      const folder = isPlainSet(one) ? one.source : String(one).split(':')[0];
      return typeof folder === 'string' ? [[`[${index}]`, folder]] : [];
    });
  }
  if (!isPlainSet(value)) return [];
  const folder = value.hostPath ?? value.mountPoint ?? names[names.length - 1];
  return typeof folder === 'string' ? [['', folder]] : [];
}
