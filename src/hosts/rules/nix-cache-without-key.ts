import { nixConfs, OFFICIAL_CACHE } from './facts/nix-conf';
import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';

export const nixCacheWithoutKey: IRule = {
  code: 'NIX_CACHE_WITHOUT_KEY',
  severity: Severity.WARNING,
  title: 'The key of a binary cache is known',
  reason: 'without it Nix asks the cache and then refuses every package of it',
  source: 'nix.conf(5): substituters, trusted-public-keys',
  breaks: `
const options = { nix: { settings: { 'extra-substituters': ['https://example.cachix.org'] } } };
new Host(app, 'keyless', { ...machine, options });
`,
  holds: `
const publicKeys = ['example.cachix.org-1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='];
new Host(app, 'keyless', { ...machine, nix: { substituters: [{ url: 'https://example.cachix.org', publicKeys }] } });
`,
  check(estate, report) {
    for (const conf of estate._table(nixConfs)) {
      if (conf.of('require-sigs').some(({ value }) => value !== true)) continue;
      const keys = conf
        .words('trusted-public-keys', 'extra-trusted-public-keys')
        .map(({ text }) => text.split(':')[0]!)
        .filter((name) => !name.startsWith('cache.nixos.org-'));
      for (const { text, by, name } of conf.words('substituters', 'extra-substituters')) {
        if (!/^https?:/.test(text) || OFFICIAL_CACHE.test(text) || /[?&]trusted=(true|1)/.test(text)) continue;
        // Keys are called as their cache is, on Cachix always; elsewhere one key may stand for any cache.
        const cachix = /^https?:\/\/([^/?]+\.cachix\.org)/.exec(text)?.[1];
        if (cachix === undefined ? keys.length > 0 : keys.some((key) => key.startsWith(cachix))) continue;
        if (conf.options.unseen.length > 0) continue;
        report.found(by.owner, {
          message: `Nix on ${conf.system.systemName} asks ${text}, and knows no key of it`,
          keyPath: `nix.settings.${name}`,
          mend: `give the cache with its key: nix: { substituters: [{ url: '${text}', publicKeys: ['…'] }] }`,
        });
      }
    }
  },
};
