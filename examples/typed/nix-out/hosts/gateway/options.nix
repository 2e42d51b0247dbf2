# Further options (gateway). Written by cosmo: change the estate, not this file.
{
  config,
  lib,
  pkgs,
  ...
}:
{
  boot = {
    tmp.cleanOnBoot = true;
    kernel.sysctl."net.ipv4.ip_forward" = 1;
    loader = {
      systemd-boot = {
        enable = true;
        consoleMode = "auto";
      };
      timeout = 3;
    };
  };
  i18n.defaultLocale = lib.mkDefault "en_GB.UTF-8";
  time.timeZone = "Europe/Vienna";
  fileSystems."/" = {
    device = "/dev/disk/by-label/nixos";
    fsType = "ext4";
    options = [ "noatime" ];
  };
  users.users.ada = {
    isNormalUser = true;
    extraGroups = [ "wheel" ];
    openssh.authorizedKeys.keys = [
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEabcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP ada"
    ];
  };
  services = {
    tailscale = {
      enable = true;
      useRoutingFeatures = "server";
      extraSetFlags = [ "--advertise-exit-node" ];
    };
    nginx = {
      enable = true;
      recommendedProxySettings = true;
      virtualHosts."photos.example.org" = {
        forceSSL = true;
        enableACME = true;
        locations."/" = {
          proxyPass = "http://127.0.0.1:2283";
          proxyWebsockets = true;
        };
      };
      commonHttpConfig = lib.mkAfter "server_tokens off;";
    };
    postgresql = lib.mkIf config.services.nginx.enable {
      enable = true;
      package = pkgs.postgresql_16;
      ensureDatabases = [ "photos" ];
      ensureUsers = [
        {
          name = "photos";
          ensureDBOwnership = true;
        }
      ];
    };
  };
  security = {
    sudo.wheelNeedsPassword = false;
    acme = {
      acceptTerms = true;
      defaults.email = "ada@example.org";
    };
  };
  networking.firewall = {
    allowedTCPPorts = [
      80
      443
    ];
    logRefusedConnections = lib.mkForce false;
  };
  systemd.services.backup-photos = {
    description = "Copy the photos";
    startAt = [ "daily" ];
    serviceConfig = {
      Type = "oneshot";
      ExecStart = "${pkgs.rsync}/bin/rsync -a /srv/photos /mnt/backup";
    };
  };
  zramSwap = {
    enable = true;
    memoryPercent = 25;
  };
}
