# homes/dev. Written by cosmo: change the estate, not this file.
{ pkgs, ... }:
{
  home.packages = [
    pkgs.nixd
    pkgs.python3
    pkgs.nodejs
    pkgs.gnumake
    pkgs.gcc
    pkgs.github-cli
    pkgs.gemini-cli
  ];
}
