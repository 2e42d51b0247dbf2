import { nixConfs, OFFICIAL_CACHE } from './facts/nix-conf';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const nixCacheReplaced: IRule = {
  code: 'NIX_CACHE_REPLACED',
  severity: Severity.WARNING,
  title: 'A forced list of binary caches keeps cache.nixos.org and its key',
  reason: 'NixOS adds its own cache to the list; a forced list leaves it out, and the machine builds everything itself',
  source: 'NixOS: nix.settings.substituters, nix.settings.trusted-public-keys',
  breaks: `
const options = { nix: { settings: { substituters: Nix.mkForce(['https://cache.example.org?trusted=true']) } } };
new Host(app, 'self-made', { ...machine, options });
`,
  holds: `
const options = { nix: { settings: { substituters: ['https://cache.example.org?trusted=true'] } } };
new Host(app, 'self-made', { ...machine, options });
`,
  check(estate, report) {
    for (const conf of estate._table(nixConfs)) {
      for (const name of ['substituters', 'trusted-public-keys']) {
        const words = conf.words(name);
        const forced = conf.of(name).find(({ priority, value }) => priority < 100 && Array.isArray(value));
        if (!forced || words.length === 0) continue;
        const own = name === 'substituters' ? OFFICIAL_CACHE : /^cache\.nixos\.org-1:/;
        // A cache of one's own may stand before the official one, and have all that it has.
        if (words.some(({ text }) => own.test(text) || /nixos\.org|mirror|proxy|ncps|nginx/.test(text))) continue;
        report.found(forced.owner, {
          message: `Nix on ${conf.system.systemName} has a forced list of ${name} without that of cache.nixos.org`,
          keyPath: `nix.settings.${name}`,
          mend: 'leave mkForce out, so that the list is added to; or add what is missing',
        });
      }
    }
  },
};
