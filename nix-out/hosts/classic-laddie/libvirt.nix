# classic-laddie/libvirt. Written by cosmo: change the estate, not this file.
{
  virtualisation.libvirtd = {
    enable = true;
    onShutdown = "shutdown";
  };
  security.polkit.enable = true;
}
