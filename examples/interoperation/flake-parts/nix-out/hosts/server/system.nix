# The state of the machine (server). Written by cosmo: change the estate, not this file.
{
  system.stateVersion = "25.11";
}
