# The state of the machine (macbook). Written by cosmo: change the estate, not this file.
{
  system.stateVersion = 6;
}
