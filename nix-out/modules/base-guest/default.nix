# base-guest. Written by cosmo: change the estate, not this file.
{
  imports = [ ./guest.nix ];
}
