# ada. Written by cosmo: change the estate, not this file.
{
  imports = [ ./home.nix ];
}
