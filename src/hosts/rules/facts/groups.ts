/** Groups that every NixOS has. */
export const BASE_GROUPS: ReadonlySet<string> = new Set(
  `
  root wheel disk kmem tty floppy uucp lp cdrom tape audio video dialout nogroup users nixbld utmp utempter adm input
  kvm render sgx shadow keys clock messagebus polkituser proc systemd-journal systemd-journal-gateway systemd-network
  systemd-resolve systemd-timesync systemd-coredump systemd-oom sshd
  `
    .trim()
    .split(/\s+/),
);

/** Groups that are made by one option, which is easily forgotten. */
export const GROUP_OPTIONS: Readonly<Record<string, string>> = {
  adbusers: 'programs.adb.enable',
  corectrl: 'programs.corectrl.enable',
  docker: 'virtualisation.docker.enable',
  gamemode: 'programs.gamemode.enable',
  i2c: 'hardware.i2c.enable',
  'incus-admin': 'virtualisation.incus.enable',
  libvirtd: 'virtualisation.libvirtd.enable',
  lxd: 'virtualisation.lxd.enable',
  networkmanager: 'networking.networkmanager.enable',
  openrazer: 'hardware.openrazer.enable',
  plugdev: 'hardware.rtl-sdr.enable',
  podman: 'virtualisation.podman.enable',
  scanner: 'hardware.sane.enable',
  tss: 'security.tpm2.enable',
  uinput: 'hardware.uinput.enable',
  vboxusers: 'virtualisation.virtualbox.host.enable',
  wireshark: 'programs.wireshark.enable',
  ydotool: 'programs.ydotool.enable',
};
