# The state of the machine (johnny-walker). Written by cosmo: change the estate, not this file.
{
  system.stateVersion = "25.11";
}
