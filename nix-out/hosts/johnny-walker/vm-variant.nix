# classic-laddie/johnny-walker/host/vm-variant. Written by cosmo: change the estate, not this file.
{
  virtualisation.vmVariant.virtualisation = {
    cores = 24;
    memorySize = 24576;
    diskSize = 102400;
  };
}
