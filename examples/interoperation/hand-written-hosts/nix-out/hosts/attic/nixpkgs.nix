# attic/nixpkgs. Written by cosmo: change the estate, not this file.
{
  nixpkgs.hostPlatform = "x86_64-linux";
}
