# The network (classic-laddie). Written by cosmo: change the estate, not this file.
{ lib, ... }:
{
  networking = {
    hostName = "classic-laddie";
    hostId = "8425e349";
    useDHCP = lib.mkDefault true;
    networkmanager.enable = true;
  };
}
