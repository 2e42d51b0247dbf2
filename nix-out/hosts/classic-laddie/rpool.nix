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
  };
  services.sanoid.datasets.rpool = {
    hourly = 0;
    daily = 7;
    monthly = 3;
    recursive = true;
  };
}
