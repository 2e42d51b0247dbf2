# The network (wsl). Written by cosmo: change the estate, not this file.
{
  networking = {
    hostName = "wsl";
    hostId = "8aef6e08";
  };
}
