# Packages for all users (classic-laddie). Written by cosmo: change the estate, not this file.
{ pkgs, ... }:
{
  environment.systemPackages = [
    pkgs.vim
    pkgs.emacs
    pkgs.wget
    pkgs.curl
    pkgs.htop
    pkgs.git
    pkgs.virt-manager
  ];
}
