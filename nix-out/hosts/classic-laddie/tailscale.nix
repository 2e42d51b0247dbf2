# classic-laddie/tailscale. Written by cosmo: change the estate, not this file.
{
  services.tailscale = {
    enable = true;
    authKeyFile = "/etc/secrets/tailscale-auth-key";
    extraUpFlags = [
      "--reset"
      "--advertise-tags=tag:server"
      "--ssh"
    ];
    extraSetFlags = [ "--ssh" ];
  };
}
