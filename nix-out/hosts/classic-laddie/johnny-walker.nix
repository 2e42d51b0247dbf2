# classic-laddie/johnny-walker. Written by cosmo: change the estate, not this file.
{ config, ... }:
{
  systemd.services.libvirt-guest-johnny-walker = {
    description = "Definition of the libvirt guest johnny-walker";
    wantedBy = [ "multi-user.target" ];
    wants = [ "libvirtd.service" ];
    after = [ "libvirtd.service" ];
    unitConfig.RequiresMountsFor = [ "/var/lib/libvirt/images" ];
    path = [
      config.virtualisation.libvirtd.package
      config.virtualisation.libvirtd.qemu.package
    ];
    environment = {
      LC_ALL = "C";
      LIBVIRT_DEFAULT_URI = "qemu:///system";
    };
    serviceConfig = {
      Type = "oneshot";
      RemainAfterExit = true;
    };
    script = ''
      if [ ! -e /var/lib/libvirt/images/johnny-walker.qcow2 ]; then
        mkdir -p /var/lib/libvirt/images
        qemu-img create -f qcow2 /var/lib/libvirt/images/johnny-walker.qcow2 102400M
      fi
      known=$(virsh domuuid johnny-walker 2> /dev/null || true)
      if [ -n "$known" ] && [ "$known" != 602fa4b4-64d5-5ea0-9f07-a7637b271a0b ]; then
        echo "another guest johnny-walker is defined, with the UUID $known" >&2
        exit 1
      fi
      virsh define ${./johnny-walker.xml}
      virsh autostart johnny-walker
      if [ -z "$known" ]; then
        virsh start johnny-walker
      fi
    '';
  };
}
