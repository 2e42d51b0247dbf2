import { HomeContentProps, HomeManagerProfile, Host, SecretFile, UserProps } from 'cosmo-nix';

/** Patrick, the same on every machine: an administrator who comes in by key. */
const PATRICK: UserProps = {
  admin: true,
  shell: 'zsh',
  hashedPasswordFile: SecretFile.at('/etc/secrets/patrick-password'),
  authorizedKeys: [
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOP8t+f7fj02iexTSCpuNhogm6hlWb6MWwPvr5GdYS/E patrick@example.com',
  ],
};

/** What is the same about every machine of the estate. */
export const EVERYWHERE = {
  packages: ['vim', 'emacs', 'wget', 'curl', 'htop', 'git'],
  locale: { timeZone: 'America/New_York' },
  nix: { gc: { schedule: 'weekly', olderThan: '30d' } },
};

/** Give a machine its owner, with a home. */
export function addPatrick(host: Host, home: HomeManagerProfile, more: { groups?: string[]; update: string }): void {
  const patrick = host.addUser('patrick', { ...PATRICK, groups: ['networkmanager', ...(more.groups ?? [])] });
  const here: HomeContentProps = { programs: { zsh: { shellAliases: { update: more.update } } } };
  home.attachTo(patrick, here);
}
