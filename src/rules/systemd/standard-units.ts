/** Units of systemd itself and those that NixOS has on most machines: systemd.special(7). */
export const STANDARD_UNITS: ReadonlySet<string> = new Set(
  `
  basic.target bluetooth.target cryptsetup.target cryptsetup-pre.target default.target emergency.target final.target
  first-boot-complete.target getty.target getty-pre.target graphical.target graphical-session.target
  graphical-session-pre.target halt.target hibernate.target hybrid-sleep.target initrd.target initrd-fs.target
  initrd-root-device.target initrd-root-fs.target initrd-switch-root.target initrd-usr-fs.target
  integritysetup.target kexec.target local-fs.target local-fs-pre.target multi-user.target network.target
  network-online.target network-pre.target nss-lookup.target nss-user-lookup.target paths.target poweroff.target
  printer.target reboot.target remote-cryptsetup.target remote-fs.target remote-fs-pre.target rescue.target
  rpcbind.target shutdown.target sleep.target slices.target smartcard.target sockets.target sound.target
  ssh-access.target storage-target-mode.target suspend.target suspend-then-hibernate.target swap.target
  sysinit.target system-update.target time-set.target time-sync.target timers.target tpm2.target umount.target
  usb-gadget.target veritysetup.target xdg-desktop-autostart.target zfs.target zfs-import.target
  dbus.service dbus.socket display-manager.service docker.service docker.socket firewall.service getty@.service
  libvirtd.service lvm.service NetworkManager.service NetworkManager-wait-online.service nftables.service
  nix-daemon.service nix-daemon.socket nscd.service podman.service podman.socket polkit.service postgresql.service
  resolvconf.service sshd.service sshd.socket systemd-journald.service systemd-logind.service
  systemd-modules-load.service systemd-networkd.service systemd-networkd-wait-online.service
  systemd-random-seed.service systemd-remount-fs.service systemd-resolved.service systemd-sysctl.service
  systemd-sysusers.service systemd-timesyncd.service systemd-tmpfiles-setup.service systemd-udevd.service
  systemd-udev-settle.service systemd-udev-trigger.service systemd-user-sessions.service tailscaled.service
  tailscaled-autoconnect.service zfs-import-cache.service zfs-mount.service zfs-zed.service nginx.service
  caddy.service mysql.service redis.service avahi-daemon.service cups.service bluetooth.service
  machine.slice system.slice user.slice
  `
    .split(/\s+/)
    .filter((name) => name !== ''),
);
