# The network (attic). Written by cosmo: change the estate, not this file.
{
  networking = {
    hostName = "attic";
    hostId = "1f6b20c4";
    networkmanager.enable = true;
  };
}
