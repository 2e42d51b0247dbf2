# File systems and swap (server). Written by cosmo: change the estate, not this file.
{
  fileSystems."/" = {
    device = "/dev/disk/by-label/nixos";
    fsType = "ext4";
  };
}
