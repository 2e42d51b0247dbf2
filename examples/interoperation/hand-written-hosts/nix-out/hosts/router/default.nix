# router. Written by cosmo: change the estate, not this file.
{
  imports = [
    ../../assets/router/router
    ./nixpkgs.nix
  ];
}
