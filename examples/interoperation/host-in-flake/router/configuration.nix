{
  networking = {
    hostName = "router";
    nftables.enable = true;
  };
  users.users.ada.isNormalUser = true;
  nixpkgs.hostPlatform = "x86_64-linux";
  system.stateVersion = "25.11";
}
