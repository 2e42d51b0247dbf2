# homes/dev. Written by cosmo: change the estate, not this file.
{
  imports = [
    ../common
    ./home.nix
  ];
}
