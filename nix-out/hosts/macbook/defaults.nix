# Settings of macOS (macbook). Written by cosmo: change the estate, not this file.
{
  system.defaults = {
    dock.autohide = true;
    finder.AppleShowAllExtensions = true;
  };
}
