import { IConstruct } from 'constructs';
import { hasUnseen } from './host-facts';
import { replications } from './replications';
import { Estate, IRule, Severity } from '../../app';
import { isPlainSet } from '../../app/option-tree';
import { Host } from '../../hosts';
import { ZfsPool } from '../zfs-pool';

export const zfsReplicationNoLogin: IRule = {
  code: 'ZFS_REPLICATION_NO_LOGIN',
  severity: Severity.WARNING,
  title: 'The other host of a replication lets syncoid in',
  reason: 'every run ends with "Permission denied (publickey)", and the copy grows old unseen',
  source: 'syncoid; sshd_config(5): AllowUsers, PermitRootLogin; NixOS: users.users.<name>.openssh.authorizedKeys',
  breaks: `
const lan = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });
const home = new ZfsPool(new Host(app, 'login-from', { ...machine, ...lan('10.101.0.5/24') }), 'tank').addDataset('home');
const vault = new ZfsPool(new Host(app, 'login-to', { ...machine, ...lan('10.101.0.6/24') }), 'vault');
home.replicateTo(vault, { sshKey: SecretFile.at('/run/keys/syncoid') });
`,
  holds: `
const lan = (address: string) => ({ networking: { interfaces: { eno1: { addresses: [address] } } } });
const home = new ZfsPool(new Host(app, 'login-from', { ...machine, ...lan('10.101.0.5/24') }), 'tank').addDataset('home');
const vault = new ZfsPool(new Host(app, 'login-to', { ...machine, ...lan('10.101.0.6/24') }), 'vault');
home.replicateTo(vault, {
  sshKey: SecretFile.at('/run/keys/syncoid'),
  sshPublicKey: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPCaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa syncoid',
});
`,
  check(estate, report) {
    for (const { replication, from, to, user } of estate._table(replications)) {
      // Without a key it is Tailscale that knows who logs in.
      if (!to || user === undefined || (!replication.props.sshKey && !replication.props.sshPublicKey)) continue;
      const problem = problemOf(estate, replication.props, to, user);
      if (!problem) continue;
      report.found(replication.source, {
        message: `syncoid of ${from.systemName} cannot log in to ${to.systemName} as ${user}: ${problem.message}`,
        keyPath: `replicateTo.${problem.key}`,
        mend: problem.mend,
        related: [to],
        cause: `${user}@${to.systemName} ${problem.message}`,
      });
    }
    for (const { from, to, user, owner, keyPath, dataset } of handWritten(estate)) {
      const problem = problemOf(estate, { sshKey: true }, to, user);
      if (!problem) continue;
      report.found(owner, {
        message: `syncoid of ${from.systemName} cannot log in to ${to.systemName} as ${user} for ${dataset}: ${problem.message}`,
        keyPath,
        mend: problem.key === 'sshPublicKey' ? `give ${to.systemName} the user ${user} with the key` : problem.mend,
        related: [to],
        cause: `${user}@${to.systemName} ${problem.message}`,
      });
    }
  },
};

/** An end of a replication that options of syncoid name on another host of the estate. */
interface RemoteEnd {
  readonly from: Host;
  readonly to: Host;
  readonly user: string;
  readonly owner: IConstruct;
  readonly keyPath: string;
  readonly dataset: string;
}

/** The commands of syncoid that log in with a key and were written past the constructs. */
function handWritten(estate: Estate): RemoteEnd[] {
  const found: RemoteEnd[] = [];
  let byName: Map<string, Host> | undefined;
  for (const from of estate._all(Host.isHost)) {
    const options = estate.optionsOf(from);
    for (const { value, names, owner } of options._at(['services', 'syncoid', 'commands', '*'])) {
      if (!isPlainSet(value) || ZfsPool.isZfsPool(owner)) continue;
      if (value.sshKey === undefined && options._at(['services', 'syncoid', 'sshKey']).length === 0) continue;
      for (const end of ['source', 'target']) {
        const [, user = 'root', name, dataset] = /^(?:([^@:]+)@)?([^:@]+):(.+)$/.exec(String(value[end] ?? '')) ?? [];
        if (name === undefined) continue;
        byName ??= new Map(
          estate._all(Host.isHost).flatMap((host) => [host.systemName, ...host.addresses].map((one) => [one, host])),
        );
        const to = byName.get(name);
        if (!to || to === from) continue;
        const keyPath = `services.syncoid.commands.${JSON.stringify(names[0]!)}.${end}`;
        found.push({ from, to, user, owner, keyPath, dataset: dataset! });
      }
    }
  }
  return found;
}

function problemOf(
  estate: Estate,
  props: { readonly sshKey?: unknown },
  to: Host,
  user: string,
): { message: string; mend: string; key: string } | undefined {
  if (!props.sshKey) {
    return { message: 'it has no private key', mend: 'give sshKey, the private half of sshPublicKey', key: 'sshKey' };
  }
  if (hasUnseen(estate, to)) return undefined;
  const options = estate.optionsOf(to);
  const keys = ['keys', 'keyFiles'].flatMap((key) =>
    options._at(['users', 'users', user, 'openssh', 'authorizedKeys', key]),
  );
  if (!keys.some(({ value }) => !Array.isArray(value) || value.length > 0)) {
    return {
      message: 'no key of that user is known there',
      mend: 'give sshPublicKey, which makes the other host ready; or a user there with the key',
      key: 'sshPublicKey',
    };
  }
  if (options._value(['services', 'openssh', 'enable']) === false) {
    return {
      message: 'it runs no SSH server',
      mend: `leave ssh: { enable: false } of ${to.systemName} out`,
      key: 'user',
    };
  }
  const settings = ['services', 'openssh', 'settings'];
  if (user === 'root' && options._value([...settings, 'PermitRootLogin']) === 'no') {
    return {
      message: 'its SSH server does not let root in',
      mend: `log in as another user, or give ${to.systemName} ssh: { permitRootLogin: PermitRootLogin.PROHIBIT_PASSWORD }`,
      key: 'user',
    };
  }
  const allowed = options
    ._taken([...settings, 'AllowUsers'])
    .flatMap(({ value }) => (Array.isArray(value) ? value : ['*']));
  if (
    allowed.length > 0 &&
    !allowed.some((one) => typeof one !== 'string' || /[*?]/.test(one) || one.split('@')[0] === user)
  ) {
    return {
      message: `its SSH server lets in ${allowed.join(', ')} alone`,
      mend: `add '${user}' to ssh.allowUsers of ${to.systemName}`,
      key: 'user',
    };
  }
  return undefined;
}
