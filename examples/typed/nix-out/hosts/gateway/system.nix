# The state of the machine (gateway). Written by cosmo: change the estate, not this file.
{
  system.stateVersion = "25.11";
}
