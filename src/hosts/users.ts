import type { MachineProps } from './host-props';
import { sudoOptions } from './sudo';
import { checkGroup, User } from './user';
import { compact, listed } from '../app/compact';
import { Refuse } from '../app/refuse';

/** All users of a host, their groups, and who may become root. */
export function usersOptions(users: readonly User[], props: MachineProps, refuse: Refuse): Record<string, any> {
  const parts = users.map((user) => user._options());
  const groups: Record<string, any> = {};
  for (const user of users) if (user._ownGroup !== undefined) groups[user._ownGroup] = {};
  for (const [name, group] of Object.entries(props.groups ?? {})) {
    checkGroup(name, group, refuse);
    groups[name] = compact({ gid: group.gid, members: listed(group.members) });
  }
  const shells = [...new Map(users.flatMap((user) => shellEntry(user))).values()];
  return {
    ...compact({
      environment: { shells: listed(shells) },
      programs: Object.assign({}, ...parts.map((part) => part.programs)),
    }),
    ...sudoOptions(props.sudo ?? {}, refuse),
    users: {
      mutableUsers: props.mutableUsers ?? false,
      ...(props.allowNoLogin ? { allowNoPasswordLogin: true } : {}),
      ...(Object.keys(groups).length > 0 ? { groups } : {}),
      ...(parts.length > 0 ? { users: Object.assign({}, ...parts.map((part) => part.users.users)) } : {}),
    },
  };
}

function shellEntry(user: User): [string, any][] {
  const shell = user._unlistedShell;
  return shell === undefined ? [] : [[shell.source(), shell]];
}
