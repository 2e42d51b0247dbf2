import { DangerRule, goneWith, Situation } from './danger';
import { becomes } from './network';

/** Who gets in: fewer than before, who may be you, or more. */
export const access: DangerRule = (situation) => {
  const { path } = situation;
  if (path[0] === 'users' && path[1] === 'users' && path.length > 3) return user(situation);
  if (path[0] === 'services' && path[1] === 'openssh') return ssh(situation);
  return sudoAndVpn(situation);
};

function user(situation: Situation) {
  const { change, path } = situation;
  const name = path[2]!;
  const lost = (message: string, at = change.path) => ({ code: 'ACCESS_LOST' as const, at, message });
  const whole = goneWith(situation, 3);
  if (whole) return lost(`the user ${name} is removed`, whole);
  const takes =
    change.kind === 'removed' || (change.removed?.length ?? 0) > 0 || (change.kind === 'changed' && !change.added);
  if (!takes || change.isReordered) return undefined;
  const option = path.slice(3).join('.');
  if (/^openssh\.authorizedKeys\.(keys|keyFiles)$/.test(option)) return lost(`${name} loses an SSH key`);
  if (option === 'extraGroups') {
    const groups = change.removed ?? change.from?.value;
    return Array.isArray(groups) && groups.includes('wheel') ? lost(`${name} is no administrator any more`) : undefined;
  }
  if (/^(hashedPassword|hashedPasswordFile|password|passwordFile)$/.test(option)) {
    return lost(`the password of ${name} ${change.kind === 'removed' ? 'is removed' : 'is another one'}`);
  }
  if (option === 'uid' || option === 'home') {
    return lost(`the ${option} of ${name} is another one: files of before belong to nobody`);
  }
  if (option === 'isNormalUser' || option === 'shell') return undefined;
  return undefined;
}

function ssh(situation: Situation) {
  const { change, path } = situation;
  const opened = (message: string) => ({ code: 'ACCESS_OPENED' as const, at: change.path, message });
  const option = path.slice(2).join('.');
  if (option === 'enable' && (change.kind === 'removed' || becomes(situation, false))) {
    return { code: 'ACCESS_LOST' as const, at: change.path, message: 'the SSH server is off' };
  }
  if (change.kind === 'removed' && /^settings\.(PasswordAuthentication|KbdInteractiveAuthentication)$/.test(option)) {
    return opened('SSH takes passwords, as it does by default');
  }
  if (/^settings\.(PasswordAuthentication|KbdInteractiveAuthentication|PermitEmptyPasswords)$/.test(option)) {
    return becomes(situation, true) ? opened('SSH takes passwords') : undefined;
  }
  if (option === 'settings.PermitRootLogin' && change.to && change.to.value !== 'no') {
    return opened('root may log in by SSH');
  }
  if (option === 'settings.AllowUsers' || option === 'settings.AllowGroups') {
    return (change.removed?.length ?? 0) > 0 || change.kind === 'set'
      ? { code: 'ACCESS_LOST' as const, at: change.path, message: 'fewer may log in by SSH' }
      : undefined;
  }
  return undefined;
}

function sudoAndVpn(situation: Situation) {
  const { change, path } = situation;
  const option = path.join('.');
  if (/^security\.sudo(-rs)?\.wheelNeedsPassword$/.test(option) && becomes(situation, false)) {
    return { code: 'ACCESS_OPENED' as const, at: change.path, message: 'administrators need no password' };
  }
  if (/^security\.sudo(-rs)?\.enable$/.test(option) && becomes(situation, false)) {
    return { code: 'ACCESS_LOST' as const, at: change.path, message: 'nobody becomes root by sudo' };
  }
  if (option === 'services.tailscale.enable' && (change.kind === 'removed' || becomes(situation, false))) {
    return { code: 'ACCESS_LOST' as const, at: change.path, message: 'the machine leaves the tailnet' };
  }
  if (option === 'users.mutableUsers' && becomes(situation, false)) {
    return {
      code: 'ACCESS_LOST' as const,
      at: change.path,
      message: 'passwords that were set on the machine are lost',
    };
  }
  return undefined;
}
