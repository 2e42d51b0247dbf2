# server. Written by cosmo: change the estate, not this file.
{ inputs, ... }:
{
  imports = [
    ../../modules/base
    inputs.home-manager.nixosModules.home-manager
    ./nixpkgs.nix
    ./boot.nix
    ./file-systems.nix
    ./networking.nix
    ./users.nix
    ./ssh.nix
    ./nix.nix
    ./system.nix
    ./options.nix
    ./home-manager.nix
    ./ada-home-ada.nix
  ];
}
