# classic-laddie/hass/container. Written by cosmo: change the estate, not this file.
{ inputs, ... }:
{
  containers.hass = {
    autoStart = true;
    privateNetwork = true;
    hostAddress = "10.233.240.1";
    localAddress = "10.233.240.2";
    bindMounts = {
      "/var/lib/hass" = {
        hostPath = "/var/lib/hass-state/hass";
        isReadOnly = false;
      };
      "/dev/serial/by-id/usb-Itead_Sonoff_Zigbee_3.0_USB_Dongle_Plus-if00-port0" = {
        hostPath = "/dev/serial/by-id/usb-Itead_Sonoff_Zigbee_3.0_USB_Dongle_Plus-if00-port0";
        isReadOnly = false;
      };
    };
    allowedDevices = [
      {
        node = "/dev/serial/by-id/usb-Itead_Sonoff_Zigbee_3.0_USB_Dongle_Plus-if00-port0";
        modifier = "rw";
      }
    ];
    specialArgs = { inherit inputs; };
    config = ./hass;
  };
  systemd.services."container@hass".unitConfig.RequiresMountsFor = [ "/var/lib/hass-state/hass" ];
}
