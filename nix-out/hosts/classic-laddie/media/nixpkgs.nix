# classic-laddie/media/container/inside/nixpkgs. Written by cosmo: change the estate, not this file.
{ lib, ... }:
{
  nixpkgs.config.allowUnfreePredicate = pkg: builtins.elem (lib.getName pkg) [ "plexmediaserver" ];
}
