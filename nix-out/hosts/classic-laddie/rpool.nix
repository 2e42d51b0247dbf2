# classic-laddie/rpool. Written by cosmo: change the estate, not this file.
{
  fileSystems = {
    "/" = {
      device = "rpool/root";
      fsType = "zfs";
    };
    "/nix" = {
      device = "rpool/nix";
      fsType = "zfs";
    };
    "/home" = {
      device = "rpool/home";
      fsType = "zfs";
    };
    "/var/lib/media-state" = {
      device = "rpool/media-state";
      fsType = "zfs";
    };
    "/var/lib/hass-state" = {
      device = "rpool/hass-state";
      fsType = "zfs";
    };
  };
  services = {
    sanoid.datasets = {
      rpool = {
        hourly = 0;
        daily = 7;
        monthly = 3;
        recursive = true;
      };
      "rpool/media-state" = {
        hourly = 24;
        daily = 14;
        monthly = 0;
      };
      "rpool/hass-state" = {
        hourly = 24;
        daily = 14;
        monthly = 0;
      };
    };
    syncoid.commands."rpool/home" = {
      target = "tank/backups/home";
      recursive = true;
      recvOptions = "u";
    };
  };
}
