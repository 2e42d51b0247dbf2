# classic-laddie/tailscale. Written by cosmo: change the estate, not this file.
{ config, ... }:
{
  services.tailscale = {
    enable = true;
    authKeyFile = config.age.secrets.tailscale-auth-key.path;
    extraUpFlags = [
      "--reset"
      "--advertise-tags=tag:server"
      "--ssh"
    ];
    extraSetFlags = [ "--ssh" ];
  };
}
