# What is open to the network (classic-laddie). Written by cosmo: change the estate, not this file.
{
  networking.firewall.interfaces.tailscale0 = {
    allowedTCPPorts = [
      80
      443
    ];
    allowedUDPPorts = [ 443 ];
  };
}
