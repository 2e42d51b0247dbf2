# Further options (classic-laddie). Written by cosmo: change the estate, not this file.
{
  programs.dconf.enable = true;
}
