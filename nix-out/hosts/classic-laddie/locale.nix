# Time, language and keyboard (classic-laddie). Written by cosmo: change the estate, not this file.
{
  time.timeZone = "America/New_York";
}
