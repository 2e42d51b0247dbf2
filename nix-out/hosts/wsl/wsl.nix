# The Windows Subsystem for Linux (wsl). Written by cosmo: change the estate, not this file.
{
  wsl = {
    enable = true;
    startMenuLaunchers = true;
    defaultUser = "patrick";
  };
}
