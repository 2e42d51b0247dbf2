import { Severity } from '../../app';
import type { IRule } from '../../app/rules/rule';
import { MediaStack } from '../media-stack';

export const mediaGroupTaken: IRule = {
  code: 'MEDIA_GROUP_TAKEN',
  severity: Severity.ERROR,
  title: 'The group of the media has one number everywhere',
  reason: 'the files belong to the number; the host and the container must mean the same one',
  source: 'NixOS containers: user namespaces; a real homelab',
  breaks: `
const host = new Host(app, 'mediagroup', { ...machine, options: { users: { groups: { films: { gid: Nix.mkForce(3000) } } } } });
new MediaStack(host, 'media', { media: ['/srv/films'], group: 'films', jellyfin: {}, placement: MediaPlacement.HOST });
`,
  holds: `
const host = new Host(app, 'mediagroup', { ...machine, options: { users: { groups: { films: { gid: Nix.mkForce(2000) } } } } });
new MediaStack(host, 'media', { media: ['/srv/films'], group: 'films', jellyfin: {}, placement: MediaPlacement.HOST });
`,
  check(estate, report) {
    for (const stack of estate._all(MediaStack.isMediaStack)) {
      for (const system of new Set([stack.host, stack.inside])) {
        // Two numbers of one priority are another rule's: they do not build.
        const gid = estate.optionsOf(system)._value(['users', 'groups', stack.group, 'gid']);
        if (typeof gid !== 'number' || gid === stack.gid) continue;
        report.found(stack, {
          message: `the group ${stack.group} has the number ${gid} on ${system.systemName}, and ${stack.gid} here`,
          keyPath: 'gid',
          mend: `give gid: ${gid}, or another group`,
        });
      }
    }
  },
};
