# macbook/nixpkgs. Written by cosmo: change the estate, not this file.
{
  nixpkgs.hostPlatform = "aarch64-darwin";
}
