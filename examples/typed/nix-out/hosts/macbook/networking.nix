# The network (macbook). Written by cosmo: change the estate, not this file.
{
  networking.hostName = "macbook";
}
