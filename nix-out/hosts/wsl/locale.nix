# Time, language and keyboard (wsl). Written by cosmo: change the estate, not this file.
{
  time.timeZone = "America/New_York";
}
