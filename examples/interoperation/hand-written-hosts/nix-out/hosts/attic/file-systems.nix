# File systems and swap (attic). Written by cosmo: change the estate, not this file.
{
  fileSystems."/" = {
    device = "/dev/disk/by-label/nixos";
    fsType = "ext4";
  };
}
