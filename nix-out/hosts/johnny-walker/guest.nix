# What the virtual machine johnny-walker is made of. Written by cosmo: change the estate, not this file.
{ lib, ... }:
{
  boot = {
    kernelModules = [ "kvm-amd" ];
    kernelParams = [
      "console=ttyS0,115200"
      "console=tty0"
    ];
  };
  fileSystems."/boot" = {
    device = lib.mkDefault "/dev/disk/by-label/ESP";
    fsType = lib.mkDefault "vfat";
  };
  services.spice-vdagentd.enable = true;
}
