# base. Written by cosmo: change the estate, not this file.
{
  imports = [ ./options.nix ];
}
