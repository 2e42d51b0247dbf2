# File systems and swap (classic-laddie). Written by cosmo: change the estate, not this file.
{
  fileSystems."/boot" = {
    device = "/dev/disk/by-uuid/EC47-D6C0";
    fsType = "vfat";
    options = [
      "fmask=0077"
      "dmask=0077"
    ];
  };
}
