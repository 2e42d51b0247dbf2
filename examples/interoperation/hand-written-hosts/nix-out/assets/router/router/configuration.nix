# As the installer left it, and as it was changed since.
{ config, pkgs, ... }:
{
  imports = [ ./hardware-configuration.nix ];

  boot.loader.systemd-boot.enable = true;
  networking = {
    hostName = "router";
    nat = {
      enable = true;
      externalInterface = "enp1s0";
      internalInterfaces = [ "enp2s0" ];
    };
    firewall.interfaces.enp2s0.allowedTCPPorts = [ 8080 ];
  };
  services.adguardhome = {
    enable = true;
    port = 8080;
  };
  environment.systemPackages = [ pkgs.tcpdump ];
  system.stateVersion = "23.11";
}
