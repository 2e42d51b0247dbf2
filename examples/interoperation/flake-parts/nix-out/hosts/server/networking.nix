# The network (server). Written by cosmo: change the estate, not this file.
{
  networking = {
    hostName = "server";
    hostId = "ecbde496";
    networkmanager.enable = true;
  };
}
