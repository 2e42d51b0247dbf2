# Packages for all users (macbook). Written by cosmo: change the estate, not this file.
{ pkgs, ... }:
{
  environment.systemPackages = [
    pkgs.vim
    pkgs.emacs
    pkgs.wget
    pkgs.curl
    pkgs.htop
    pkgs.git
  ];
}
