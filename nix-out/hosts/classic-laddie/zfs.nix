# classic-laddie: ZFS. Written by cosmo: change the estate, not this file.
{
  boot = {
    supportedFilesystems = [ "zfs" ];
    zfs.forceImportRoot = false;
  };
  services = {
    zfs.autoScrub.enable = true;
    sanoid.enable = true;
    syncoid.enable = true;
  };
}
