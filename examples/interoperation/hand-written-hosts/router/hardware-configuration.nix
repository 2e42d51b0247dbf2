{ lib, modulesPath, ... }:
{
  imports = [ (modulesPath + "/installer/scan/not-detected.nix") ];

  boot.initrd.availableKernelModules = [
    "ahci"
    "xhci_pci"
  ];
  fileSystems."/" = {
    device = "/dev/disk/by-uuid/5d0f4c62-0e0e-4f8e-8e7c-3f1a2b6c9d10";
    fsType = "ext4";
  };
  nixpkgs.hostPlatform = lib.mkDefault "x86_64-linux";
}
