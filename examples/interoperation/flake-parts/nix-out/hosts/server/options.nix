# Further options (server). Written by cosmo: change the estate, not this file.
{
  services.jellyfin.enable = true;
}
