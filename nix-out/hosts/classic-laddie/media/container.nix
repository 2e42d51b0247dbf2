# classic-laddie/media/container, the container itself. Written by cosmo: change the estate, not this file.
{ lib, ... }:
{
  system.stateVersion = "25.11";
  networking = {
    useHostResolvConf = lib.mkForce false;
    firewall.allowedTCPPorts = [
      8096
      32400
    ];
  };
  services.resolved.enable = true;
}
