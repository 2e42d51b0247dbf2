# classic-laddie/proxy. Written by cosmo: change the estate, not this file.
{
  services.caddy = {
    enable = true;
    globalConfig = ''
      skip_install_trust
    '';
    virtualHosts = {
      "jellyfin.home.arpa".extraConfig = ''
        tls internal
        header {
          X-Content-Type-Options nosniff
          Referrer-Policy strict-origin-when-cross-origin
          -Server
          defer
        }
        reverse_proxy 10.233.74.2:8096
      '';
      "plex.home.arpa".extraConfig = ''
        tls internal
        header {
          X-Content-Type-Options nosniff
          Referrer-Policy strict-origin-when-cross-origin
          -Server
          defer
        }
        reverse_proxy 10.233.74.2:32400
      '';
      "hass.home.arpa".extraConfig = ''
        tls internal
        header {
          X-Content-Type-Options nosniff
          Referrer-Policy strict-origin-when-cross-origin
          -Server
          defer
        }
        reverse_proxy 10.233.240.2:8123
      '';
    };
  };
}
