# Time, language and keyboard (attic). Written by cosmo: change the estate, not this file.
{
  time.timeZone = "Europe/Vienna";
}
