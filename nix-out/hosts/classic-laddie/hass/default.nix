# classic-laddie/hass/container/inside. Written by cosmo: change the estate, not this file.
{
  imports = [
    ./container.nix
    ./home-assistant.nix
  ];
}
