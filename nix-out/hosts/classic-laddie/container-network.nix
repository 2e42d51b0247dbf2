# classic-laddie/container-network. Written by cosmo: change the estate, not this file.
{
  networking.nat = {
    enable = true;
    internalInterfaces = [ "ve-+" ];
    externalInterface = "enp4s0";
  };
}
