import { App, CapsLock, DarwinHost, HomebrewCleanup, HostImage, ImageFormat, WslHost } from 'cosmo-nix';
import { Homes } from './homes';

const ADA = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN+KfZQMzggNYgd8/no7MG7e9lUtG+JHfKofC3K9qoy8';

const app = new App({ description: 'Two machines to develop on', release: '25.11' });
const homes = new Homes(app, 'homes');

/** What both have, whoever made them. */
const everywhere = { packages: ['vim', 'git', 'curl'], nix: { gc: { olderThan: '30d' } } };

const mac = new DarwinHost(app, 'macbook', {
  ...everywhere,
  stateVersion: 6,
  fonts: ['nerd-fonts.jetbrains-mono'],
  homebrew: { casks: ['firefox', 'ghostty', 'visual-studio-code'], cleanup: HomebrewCleanup.UNINSTALL },
  defaults: {
    dock: { autohide: true, showRecents: false },
    finder: { showAllExtensions: true, showPathBar: true },
    global: { dark: true, keyRepeat: 2, initialKeyRepeat: 15 },
  },
  keyboard: { capsLock: CapsLock.CONTROL },
  sudo: { touchId: true },
  // A virtual machine that builds what is for Linux.
  nix: { ...everywhere.nix, linuxBuilder: {} },
});
homes.development.attachTo(mac.addUser('ada', { authorizedKeys: [ADA] }), {
  shellAliases: { update: `sudo darwin-rebuild switch --flake ~/estate/nix-out#${mac.systemName}` },
});

const wsl = new WslHost(app, 'workstation', {
  ...everywhere,
  stateVersion: '25.11',
  defaultUser: 'ada',
  startMenuLaunchers: true,
  windowsSshAgent: true,
  useWindowsDriver: true,
  // The search path is that of Linux alone: commands of Windows are slow to find.
  wslConf: { interop: { appendWindowsPath: false } },
  options: { virtualisation: { docker: { enable: true } } },
});
homes.containers.attachTo(
  wsl.addUser('ada', { admin: true, shell: 'zsh', groups: ['docker'], authorizedKeys: [ADA] }),
  {
    shellAliases: { update: `sudo nixos-rebuild switch --flake ~/estate/nix-out#${wsl.systemName}` },
  },
);
// What the first start is imported from, on Windows.
new HostImage(wsl, 'tarball', { format: ImageFormat.WSL_TARBALL });

app.synth();
