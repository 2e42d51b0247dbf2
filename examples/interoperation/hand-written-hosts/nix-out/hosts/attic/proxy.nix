# attic/proxy. Written by cosmo: change the estate, not this file.
{
  services.caddy = {
    enable = true;
    globalConfig = ''
      skip_install_trust
    '';
    virtualHosts."router.home.arpa" = {
      listenAddresses = [ "192.168.1.10" ];
      extraConfig = ''
        tls internal
        header {
          X-Content-Type-Options nosniff
          Referrer-Policy strict-origin-when-cross-origin
          -Server
          defer
        }
        reverse_proxy 192.168.1.1:8080
      '';
    };
  };
}
