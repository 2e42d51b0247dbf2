import { IConstruct } from 'constructs';
import { homeFiles } from './facts/home-files';
import { directoryOf, Home } from './facts/homes';
import { Severity, SystemKind } from '../../app';
import type { Estate } from '../../app/rules/estate';
import type { IRule } from '../../app/rules/rule';

export const homeFileTaken: IRule = {
  code: 'HOME_FILE_TAKEN',
  severity: Severity.WARNING,
  title: 'A file in a home is written by the home or by the system, not by both',
  reason: 'each replaces what the other has put there, at every activation and every boot anew',
  source: 'home-manager: home.file; tmpfiles.d(5); agenix, sops-nix: path',
  breaks: `
const host = new Host(app, 'two-hands', { ...machine });
host.addOptions({ systemd: { tmpfiles: { rules: ['L+ /home/ada/.npmrc - - - - /etc/npmrc'] } } });
const profile = new HomeManagerProfile(app, 'npm', { stateVersion: '25.11', files: { '.npmrc': { text: 'save-exact=true' } } });
profile.attachTo(host.addUser('ada'));
`,
  holds: `
const host = new Host(app, 'two-hands', { ...machine });
const profile = new HomeManagerProfile(app, 'npm', { stateVersion: '25.11', files: { '.npmrc': { text: 'save-exact=true' } } });
profile.attachTo(host.addUser('ada'));
`,
  check(estate, report) {
    for (const [home, files] of estate._table(homeFiles)) {
      const folder = files.size > 0 ? directoryOf(home) : undefined;
      if (folder === undefined) continue;
      for (const [path, by, keyPath] of written(estate, home)) {
        const file = path.startsWith(`${folder}/`) ? files.get(path.slice(folder.length + 1))?.[0] : undefined;
        if (!file) continue;
        report.found(by, {
          message: `${path} is written by ${keyPath}, and by the home of ${home.name}`,
          keyPath,
          mend: 'leave one of them out',
          related: file.owner === by ? undefined : [file.owner],
        });
      }
    }
  },
};

/** What writes files by their whole path, on the machine of a home or in it. */
function written(estate: Estate, home: Home): [path: string, by: IConstruct, keyPath: string][] {
  const found: [string, IConstruct, string][] = [];
  for (const name of ['age', 'sops']) {
    for (const { value, owner, names } of home.at([name, 'secrets', '*', 'path'])) {
      if (typeof value === 'string') found.push([value, owner, `${name}.secrets.${names[0]!}.path`]);
    }
  }
  if (home.system.kind === SystemKind.HOME) return found;
  const options = estate.optionsOf(home.system);
  for (const name of ['age', 'sops']) {
    for (const { value, owner, names } of options._at([name, 'secrets', '*', 'path'])) {
      if (typeof value === 'string') found.push([value, owner, `${name}.secrets.${names[0]!}.path`]);
    }
  }
  for (const { value, owner } of options._at(['systemd', 'tmpfiles', 'rules'])) {
    for (const rule of Array.isArray(value) ? value : []) {
      const [type, path] = typeof rule === 'string' ? rule.trim().split(/\s+/) : [];
      if (path !== undefined && /^[fFLcbpw]/.test(type!)) found.push([path, owner, 'systemd.tmpfiles.rules']);
    }
  }
  for (const { owner, names } of options._at(['systemd', 'tmpfiles', 'settings', '*', '*'])) {
    found.push([names[1]!, owner, `systemd.tmpfiles.settings.${names[0]!}`]);
  }
  return found;
}
