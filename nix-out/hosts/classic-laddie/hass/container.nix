# classic-laddie/hass/container, the container itself. Written by cosmo: change the estate, not this file.
{ lib, ... }:
{
  system.stateVersion = "25.11";
  networking = {
    useHostResolvConf = lib.mkForce false;
    firewall.allowedTCPPorts = [ 8123 ];
  };
  services.resolved.enable = true;
}
