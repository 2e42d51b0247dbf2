# attic/ada/home-ada. Written by cosmo: change the estate, not this file.
{
  home-manager.users.ada.imports = [ ../../homes/ada ];
}
