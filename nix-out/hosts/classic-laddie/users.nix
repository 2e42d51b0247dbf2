# Who may use the machine (classic-laddie). Written by cosmo: change the estate, not this file.
{ config, pkgs, ... }:
{
  programs.zsh.enable = true;
  users = {
    mutableUsers = false;
    users.patrick = {
      isNormalUser = true;
      extraGroups = [
        "wheel"
        "networkmanager"
        "libvirtd"
      ];
      shell = pkgs.zsh;
      openssh.authorizedKeys.keys = [
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMuu+BWxkD6cFOFSdgcBc2rHb4mCtcDY2hACGgMfEdue patrick@example.com"
      ];
      hashedPasswordFile = config.age.secrets.patrick-password.path;
    };
  };
}
