# The state of the machine (wsl). Written by cosmo: change the estate, not this file.
{
  system.stateVersion = "24.11";
}
