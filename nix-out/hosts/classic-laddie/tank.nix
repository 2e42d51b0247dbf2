# classic-laddie/tank. Written by cosmo: change the estate, not this file.
{
  fileSystems."/mnt/media" = {
    device = "tank/media";
    fsType = "zfs";
  };
  services.sanoid.datasets = {
    tank = {
      hourly = 0;
      daily = 14;
      monthly = 6;
      recursive = true;
    };
    "tank/backups" = {
      hourly = 0;
      daily = 14;
      monthly = 6;
      recursive = true;
      autosnap = false;
    };
  };
}
