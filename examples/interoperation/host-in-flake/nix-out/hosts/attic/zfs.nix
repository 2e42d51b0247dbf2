# attic: ZFS. Written by cosmo: change the estate, not this file.
{
  boot = {
    supportedFilesystems = [ "zfs" ];
    zfs.forceImportRoot = false;
  };
  services.zfs.autoScrub.enable = true;
}
