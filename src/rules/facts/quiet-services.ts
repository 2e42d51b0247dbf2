/** Services that are often on and serve nobody over the network, or whose constructs claim what they serve. */
export const QUIET_SERVICES: ReadonlySet<string> = new Set(
  (
    'accounts-daemon acpid actkbd auto-cpufreq automatic-timezoned beesd blueman bluetooth bolt borgbackup borgmatic ' +
    'btrbk btrfs colord cron dbus desktopManager displayManager duperemove earlyoom envfs fail2ban flatpak fprintd ' +
    'fstrim fwupd geoclue2 getty gnome gpm greetd gvfs hardware irqbalance journald kanata keyd kmscon libinput ' +
    'lm_sensors locate logind logrotate lorri lvm ddclient nscd ntp openssh orca pcscd physlock pipewire ' +
    'power-profiles-daemon pulseaudio qemuGuest resolved restic rsyslogd sanoid scx smartd snapper spice-vdagentd ' +
    'sshguard syncoid sysstat tailscale thermald timesyncd tlp tumbler udev udisks2 undervolt upower usbguard userborn ' +
    'xserver zfs zram-generator autoUpgrade comin cloudflared hddfancontrol inadyn nginx caddy speechd'
  ).split(' '),
);
