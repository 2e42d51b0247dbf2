# How it starts (attic). Written by cosmo: change the estate, not this file.
{
  boot.loader = {
    systemd-boot = {
      enable = true;
      editor = false;
    };
    efi.canTouchEfiVariables = true;
  };
}
