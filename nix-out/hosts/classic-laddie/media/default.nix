# classic-laddie/media/container/inside. Written by cosmo: change the estate, not this file.
{
  imports = [
    ./nixpkgs.nix
    ./container.nix
    ./media-common.nix
    ./jellyfin.nix
    ./plex.nix
  ];
}
