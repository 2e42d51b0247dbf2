# attic. Written by cosmo: change the estate, not this file.
{
  imports = [
    ../../assets/attic/printer.nix
    ./nixpkgs.nix
    ./boot.nix
    ./file-systems.nix
    ./networking.nix
    ./firewall.nix
    ./users.nix
    ./ssh.nix
    ./nix.nix
    ./system.nix
    ./proxy.nix
  ];
}
