# classic-laddie/johnny-walker/host. Written by cosmo: change the estate, not this file.
{ inputs, ... }:
{
  imports = [
    ../../modules/base-guest
    inputs.agenix.nixosModules.default
    inputs.home-manager.nixosModules.home-manager
    ./nixpkgs.nix
    ./boot.nix
    ./networking.nix
    ./users.nix
    ./ssh.nix
    ./locale.nix
    ./nix.nix
    ./packages.nix
    ./system.nix
    ./guest.nix
    ./vm-variant.nix
    ./secrets.nix
    ./home-manager.nix
    ./patrick-home-vm.nix
  ];
}
