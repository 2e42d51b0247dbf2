# macbook/tailscale. Written by cosmo: change the estate, not this file.
{
  services.tailscale.enable = true;
}
