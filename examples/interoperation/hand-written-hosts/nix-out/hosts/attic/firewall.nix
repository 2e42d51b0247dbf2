# What is open to the network (attic). Written by cosmo: change the estate, not this file.
{
  networking.firewall.interfaces.eno1 = {
    allowedTCPPorts = [
      80
      443
    ];
    allowedUDPPorts = [ 443 ];
  };
}
