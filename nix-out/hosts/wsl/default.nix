# wsl. Written by cosmo: change the estate, not this file.
{ inputs, ... }:
{
  imports = [
    inputs.nixos-wsl.nixosModules.default
    inputs.agenix.nixosModules.default
    inputs.home-manager.nixosModules.home-manager
    ./nixpkgs.nix
    ./networking.nix
    ./users.nix
    ./ssh.nix
    ./locale.nix
    ./nix.nix
    ./packages.nix
    ./system.nix
    ./wsl.nix
    ./secrets.nix
    ./home-manager.nix
    ./patrick-home-wsl.nix
  ];
}
