# Who may use the machine (classic-laddie). Written by cosmo: change the estate, not this file.
{ pkgs, ... }:
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
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOP8t+f7fj02iexTSCpuNhogm6hlWb6MWwPvr5GdYS/E patrick@example.com"
      ];
      hashedPasswordFile = "/etc/secrets/patrick-password";
    };
  };
}
