# classic-laddie/hass/container/inside/home-assistant. Written by cosmo: change the estate, not this file.
{
  services.home-assistant = {
    enable = true;
    extraComponents = [
      "default_config"
      "esphome"
      "met"
      "zha"
    ];
    config = {
      default_config = { };
      http = {
        use_x_forwarded_for = true;
        trusted_proxies = [ "10.233.240.1" ];
      };
      "automation ui" = "!include automations.yaml";
      "scene ui" = "!include scenes.yaml";
      "script ui" = "!include scripts.yaml";
      homeassistant.time_zone = "America/New_York";
    };
  };
  systemd.tmpfiles.settings.home-assistant = {
    "/var/lib/hass/automations.yaml".f = {
      user = "hass";
      group = "hass";
      mode = "0600";
    };
    "/var/lib/hass/scenes.yaml".f = {
      user = "hass";
      group = "hass";
      mode = "0600";
    };
    "/var/lib/hass/scripts.yaml".f = {
      user = "hass";
      group = "hass";
      mode = "0600";
    };
  };
}
