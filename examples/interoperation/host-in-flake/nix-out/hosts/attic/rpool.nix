# attic/rpool. Written by cosmo: change the estate, not this file.
{
  fileSystems = {
    "/" = {
      device = "rpool/root";
      fsType = "zfs";
    };
    "/home" = {
      device = "rpool/home";
      fsType = "zfs";
    };
  };
}
