# Further options (macbook). Written by cosmo: change the estate, not this file.
{
  system = {
    primaryUser = "ada";
    defaults = {
      dock = {
        autohide = true;
        orientation = "left";
      };
      NSGlobalDomain.AppleInterfaceStyle = "Dark";
    };
  };
  homebrew = {
    enable = true;
    casks = [ "firefox" ];
    onActivation.cleanup = "uninstall";
  };
  security.pam.services.sudo_local.touchIdAuth = true;
}
