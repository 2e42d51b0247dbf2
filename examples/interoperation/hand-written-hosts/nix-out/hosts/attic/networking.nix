# The network (attic). Written by cosmo: change the estate, not this file.
{
  networking = {
    hostName = "attic";
    hostId = "3c07530e";
    useDHCP = false;
    useNetworkd = true;
  };
  systemd.network = {
    enable = true;
    networks."10-eno1" = {
      matchConfig.Name = "eno1";
      address = [ "192.168.1.10/24" ];
      gateway = [ "192.168.1.1" ];
    };
  };
}
