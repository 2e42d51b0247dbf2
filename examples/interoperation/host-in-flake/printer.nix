# On top of what Cosmo wrote for the attic. What it set is overridden as in any module.
{ lib, ... }:
{
  services.printing.enable = true;
  time.timeZone = lib.mkForce "UTC";
}
