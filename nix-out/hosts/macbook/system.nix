# The state of the machine (macbook). Written by cosmo: change the estate, not this file.
{
  time.timeZone = "America/New_York";
  system = {
    stateVersion = 6;
    primaryUser = "patrick";
  };
}
