# What every virtual machine of QEMU has: its drivers, its agent, and its root by label. Written by cosmo: change the estate, not this file.
{ lib, ... }:
{
  boot.initrd.availableKernelModules = [
    "ahci"
    "xhci_pci"
    "virtio_pci"
    "virtio_scsi"
    "virtio_blk"
    "sd_mod"
    "sr_mod"
  ];
  fileSystems."/" = {
    device = lib.mkDefault "/dev/disk/by-label/nixos";
    fsType = lib.mkDefault "ext4";
  };
  services.qemuGuest.enable = lib.mkDefault true;
}
