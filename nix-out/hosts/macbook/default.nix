# macbook. Written by cosmo: change the estate, not this file.
{ inputs, ... }:
{
  imports = [
    inputs.home-manager.darwinModules.home-manager
    ./nixpkgs.nix
    ./networking.nix
    ./users.nix
    ./security.nix
    ./defaults.nix
    ./keyboard.nix
    ./homebrew.nix
    ./nix.nix
    ./packages.nix
    ./system.nix
    ./home-manager.nix
    ./patrick-home-dev.nix
    ./tailscale.nix
  ];
}
