# classic-laddie. Written by cosmo: change the estate, not this file.
{ inputs, ... }:
{
  imports = [
    inputs.agenix.nixosModules.default
    inputs.home-manager.nixosModules.home-manager
    ./nixpkgs.nix
    ./boot.nix
    ./hardware.nix
    ./file-systems.nix
    ./networking.nix
    ./firewall.nix
    ./users.nix
    ./ssh.nix
    ./locale.nix
    ./nix.nix
    ./packages.nix
    ./system.nix
    ./options.nix
    ./secrets.nix
    ./home-manager.nix
    ./patrick-home-server.nix
    ./zfs.nix
    ./rpool.nix
    ./tank.nix
    ./tailscale.nix
    ./container-network.nix
    ./media-container.nix
    ./media.nix
    ./hass-state.nix
    ./hass-container.nix
    ./proxy.nix
    ./libvirt.nix
    ./johnny-walker.nix
  ];
}
