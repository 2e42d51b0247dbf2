# The network (johnny-walker). Written by cosmo: change the estate, not this file.
{ lib, ... }:
{
  networking = {
    hostName = "johnny-walker";
    hostId = "45437170";
    useDHCP = lib.mkDefault true;
    networkmanager.enable = true;
  };
}
