# classic-laddie. Written by cosmo: change the estate, not this file.
{ inputs, ... }:
{
  imports = [
    inputs.home-manager.nixosModules.home-manager
    ./nixpkgs.nix
    ./boot.nix
    ./hardware.nix
    ./file-systems.nix
    ./networking.nix
    ./users.nix
    ./ssh.nix
    ./locale.nix
    ./nix.nix
    ./packages.nix
    ./system.nix
    ./options.nix
    ./home-manager.nix
    ./patrick-home-server.nix
    ./zfs.nix
    ./rpool.nix
    ./tank.nix
    ./tailscale.nix
    ./libvirt.nix
    ./johnny-walker.nix
  ];
}
