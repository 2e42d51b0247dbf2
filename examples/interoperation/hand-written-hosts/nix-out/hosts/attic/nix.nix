# Nix itself (attic). Written by cosmo: change the estate, not this file.
{
  nix.settings.experimental-features = [
    "nix-command"
    "flakes"
  ];
}
