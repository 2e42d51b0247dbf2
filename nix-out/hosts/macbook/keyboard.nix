# Keys that do something else (macbook). Written by cosmo: change the estate, not this file.
{
  system.keyboard = {
    enableKeyMapping = true;
    remapCapsLockToControl = true;
  };
}
