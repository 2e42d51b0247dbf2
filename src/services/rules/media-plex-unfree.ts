import { NixosSystem, Severity } from '../../app';
import { plainOptions } from '../../app/plain-options';
import type { IRule } from '../../app/rules/rule';
import { Expr } from '../../nix';
import { MediaStack } from '../media-stack';

export const mediaPlexUnfree: IRule = {
  code: 'MEDIA_PLEX_UNFREE',
  severity: Severity.ERROR,
  title: 'Plex runs where unfree packages are allowed',
  reason: 'Plex is unfree: Nix would refuse to build it',
  source: 'nixpkgs: plexmediaserver, meta.license',
  breaks: `
const host = new Host(app, 'plexhost', { ...machine });
new MediaStack(host, 'media', { media: ['/srv/films'], plex: {}, placement: MediaPlacement.HOST });
`,
  holds: `
const host = new Host(app, 'plexhost', { ...machine, allowUnfreePackages: ['plexmediaserver'] });
new MediaStack(host, 'media', { media: ['/srv/films'], plex: {}, placement: MediaPlacement.HOST });
`,
  check(estate, report) {
    for (const stack of estate._all(MediaStack.isMediaStack)) {
      if (!stack._props.plex || allowsPlex(stack.inside)) continue;
      report.found(stack, {
        message: `Plex is unfree, and ${stack.inside.systemName} does not allow it`,
        keyPath: 'plex',
        why: 'Nix would refuse to build it',
        mend: "give allowUnfreePackages: ['plexmediaserver'] to the host or container that it runs in",
      });
    }
  },
};

function allowsPlex(system: NixosSystem): boolean {
  return plainOptions(system, ['nixpkgs', 'config']).some((config: any) => {
    if (Expr.isExpr(config) || config?.allowUnfree === true) return true;
    const predicate = config?.allowUnfreePredicate;
    if (!Expr.isExpr(predicate)) return false;
    const text = (predicate as Expr).source();
    // A predicate that is no list of names is its writer's to answer for.
    return text.includes('"plexmediaserver"') || !text.includes('builtins.elem');
  });
}
