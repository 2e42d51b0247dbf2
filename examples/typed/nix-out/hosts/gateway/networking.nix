# The network (gateway). Written by cosmo: change the estate, not this file.
{
  networking = {
    hostName = "gateway";
    hostId = "10367871";
    networkmanager.enable = true;
  };
}
