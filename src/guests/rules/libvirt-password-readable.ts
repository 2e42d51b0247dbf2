import { readFileSync } from 'fs';
import { App } from '../../app';
import { Severity } from '../../app/diagnostics';
import type { Estate } from '../../app/rules/estate';
import type { IRule } from '../../app/rules/rule';

export const libvirtPasswordReadable: IRule = {
  code: 'LIBVIRT_PASSWORD_READABLE',
  severity: Severity.ERROR,
  title: 'No password of a screen stands in a definition or in the settings of QEMU',
  reason: 'they lie in the Nix store and in git, where everyone on the host can read them',
  source: 'libvirt: graphics passwd; qemu.conf: vnc_password, spice_password',
  breaks: `
new Host(app, 'viewers', {
  ...machine,
  options: { virtualisation: { libvirtd: { enable: true, qemu: { verbatimConfig: 'vnc_password = "hunter2"' } } } },
});
`,
  holds: `
new Host(app, 'viewers', {
  ...machine,
  options: { virtualisation: { libvirtd: { enable: true, qemu: { verbatimConfig: 'vnc_listen = "127.0.0.1"' } } } },
});
`,
  check(estate, report) {
    const mend = 'let screens listen on 127.0.0.1 and reach them through SSH, and change the password';
    for (const system of estate.systems) {
      for (const { value, owner } of estate
        .optionsOf(system)
        ._at(['virtualisation', 'libvirtd', 'qemu', 'verbatimConfig'])) {
        const [, name] = typeof value === 'string' ? (SETTING.exec(value) ?? []) : [];
        if (name === undefined) continue;
        report.found(owner, {
          keyPath: 'virtualisation.libvirtd.qemu.verbatimConfig',
          message: `${name} of ${system.systemName} is written out`,
          mend,
          cause: owner.node.path,
        });
      }
    }
    for (const asset of definitions(estate)) {
      if (!ATTRIBUTE.test(readFileSync(asset.sourcePath, 'utf8'))) continue;
      report.found(asset, {
        message: `${asset.target} has a definition of a guest with the password of its screen`,
        mend,
      });
    }
  },
};

const SETTING = /^\s*((?:vnc|spice)_password)\s*=\s*"[^"]+"/m;
const ATTRIBUTE = /<graphics\b[^>]*\spasswd\s*=\s*["'][^"']/;

function definitions(estate: Estate) {
  return App.of(estate.root)._assets.filter(({ target }) => target.endsWith('.xml'));
}
