# What Homebrew installs (macbook). Written by cosmo: change the estate, not this file.
{
  homebrew = {
    enable = true;
    casks = [
      "firefox"
      "ghostty"
      "utm"
    ];
    onActivation.cleanup = "uninstall";
  };
}
