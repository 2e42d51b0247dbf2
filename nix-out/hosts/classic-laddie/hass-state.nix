# classic-laddie/hass/state. Written by cosmo: change the estate, not this file.
{
  systemd.tmpfiles.settings.hass."/var/lib/hass-state/hass".d = { };
}
