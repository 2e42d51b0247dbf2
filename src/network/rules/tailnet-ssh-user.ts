import { oneNode, POLICY } from './example-tailnet';
import { System, SystemKind, Severity } from '../../app';
import type { Estate } from '../../app/rules/estate';
import type { IRule } from '../../app/rules/rule';
import { Host } from '../../hosts';
import { Tailnet } from '../tailnet';
import { nodesByTag } from '../tailnet-policy';

export const tailnetSshUser: IRule = {
  code: 'TAILNET_SSH_USER',
  severity: Severity.WARNING,
  title: 'A user that SSH of the tailnet lets in as is there',
  reason: 'the connection is let in, and ends at once: the machine has no such user',
  source: 'https://tailscale.com/docs/reference/syntax/policy-file#tailscale-ssh',
  breaks: oneNode(
    'sshuser',
    "tags: ['tag:server'], ssh: true",
    `${POLICY}, ssh: [{ src: ['autogroup:member'], dst: ['tag:server'], users: ['ada'] }]`,
  ),
  holds: oneNode(
    'sshuser',
    "tags: ['tag:server'], ssh: true",
    `${POLICY}, ssh: [{ src: ['autogroup:member'], dst: ['tag:server'], users: ['root'] }]`,
  ),
  check(estate, report) {
    for (const tailnet of estate._all(Tailnet.isTailnet)) {
      const byTag = nodesByTag(tailnet.nodes);
      (tailnet._props.ssh ?? []).forEach(({ dst, users }, index) => {
        const nodes = [...new Set(dst.flatMap((name) => byTag.get(name) ?? []))].filter(({ ssh }) => ssh);
        for (const user of users) {
          if (user === 'root' || /[:*]/.test(user)) continue;
          const without = nodes.filter(({ system }) => !hasUser(estate, system, user));
          // One rule for several machines may name users of each.
          if (nodes.length === 0 || without.length < nodes.length) continue;
          report.found(tailnet, {
            message: `one may come in as ${user}, whom ${without.map(({ hostname }) => hostname).join(', ')} ${without.length > 1 ? 'do' : 'does'} not have`,
            keyPath: `ssh[${index}].users`,
            related: without.slice(0, 5),
            mend: "correct the name, add the user, or say 'autogroup:nonroot'",
          });
        }
      });
    }
  },
};

/** Whether a machine has a user, or may have: where a part of its modules cannot be read. */
function hasUser(estate: Estate, system: System, user: string): boolean {
  if (system.kind !== SystemKind.NIXOS) return true;
  if (Host.isHost(system) && system.users.some(({ userName }) => userName === user)) return true;
  const options = estate.optionsOf(system);
  return options.unseen.length > 0 || options._at(['users', 'users', user]).length > 0;
}
