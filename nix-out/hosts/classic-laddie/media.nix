# classic-laddie/media. Written by cosmo: change the estate, not this file.
{
  users.groups.media.gid = 2000;
  systemd.tmpfiles.settings.media = {
    "/var/lib/media-state/jellyfin".d = { };
    "/var/lib/media-state/plex".d = { };
  };
}
