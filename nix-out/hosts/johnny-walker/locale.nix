# Time, language and keyboard (johnny-walker). Written by cosmo: change the estate, not this file.
{
  time.timeZone = "America/New_York";
}
