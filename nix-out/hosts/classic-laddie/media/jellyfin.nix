# classic-laddie/media/container/inside/jellyfin. Written by cosmo: change the estate, not this file.
{
  services.jellyfin = {
    enable = true;
    group = "media";
  };
  users.users.jellyfin = {
    uid = 2001;
    extraGroups = [
      "render"
      "video"
    ];
  };
}
