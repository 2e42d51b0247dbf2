# classic-laddie/media/container/inside/plex. Written by cosmo: change the estate, not this file.
{
  services.plex = {
    enable = true;
    group = "media";
    accelerationDevices = [ "/dev/dri/renderD128" ];
  };
  users.users.plex.extraGroups = [
    "render"
    "video"
  ];
  systemd.tmpfiles.settings.plex."/var/lib/plex".d = {
    user = "plex";
    group = "media";
    mode = "0750";
  };
}
