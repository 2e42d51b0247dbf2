# classic-laddie/media/container. Written by cosmo: change the estate, not this file.
{ inputs, ... }:
{
  containers.media = {
    autoStart = true;
    privateNetwork = true;
    hostAddress = "10.233.74.1";
    localAddress = "10.233.74.2";
    bindMounts = {
      "/mnt/media".hostPath = "/mnt/media";
      "/var/lib/jellyfin" = {
        hostPath = "/var/lib/media-state/jellyfin";
        isReadOnly = false;
      };
      "/var/lib/plex" = {
        hostPath = "/var/lib/media-state/plex";
        isReadOnly = false;
      };
      "/dev/dri/renderD128" = {
        hostPath = "/dev/dri/renderD128";
        isReadOnly = false;
      };
    };
    allowedDevices = [
      {
        node = "/dev/dri/renderD128";
        modifier = "rw";
      }
    ];
    specialArgs = { inherit inputs; };
    config = ./media;
  };
  systemd.services."container@media".unitConfig.RequiresMountsFor = [
    "/mnt/media"
    "/var/lib/media-state/jellyfin"
    "/var/lib/media-state/plex"
  ];
}
