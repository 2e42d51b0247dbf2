# macbook. Written by cosmo: change the estate, not this file.
{
  imports = [
    ./nixpkgs.nix
    ./networking.nix
    ./nix.nix
    ./system.nix
    ./options.nix
  ];
}
