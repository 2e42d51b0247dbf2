# attic. Written by cosmo: change the estate, not this file.
{ inputs, ... }:
{
  imports = [
    ../../modules/base
    inputs.home-manager.nixosModules.home-manager
    ./nixpkgs.nix
    ./boot.nix
    ./networking.nix
    ./users.nix
    ./ssh.nix
    ./locale.nix
    ./nix.nix
    ./system.nix
    ./zfs.nix
    ./rpool.nix
    ./home-manager.nix
    ./ada-home-ada.nix
  ];
}
