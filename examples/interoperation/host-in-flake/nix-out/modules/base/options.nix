# base/options. Written by cosmo: change the estate, not this file.
{
  services.fstrim.enable = true;
}
