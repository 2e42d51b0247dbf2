{ lib, ... }:
{
  networking = {
    hostName = "router";
    nftables.enable = true;
  };
  # By hand, and stronger than the base.
  time.timeZone = lib.mkForce "UTC";
  nixpkgs.hostPlatform = "x86_64-linux";
  system.stateVersion = "25.11";
}
