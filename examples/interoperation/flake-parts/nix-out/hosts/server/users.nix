# Who may use the machine (server). Written by cosmo: change the estate, not this file.
{
  security.sudo.wheelNeedsPassword = false;
  users = {
    mutableUsers = false;
    users.ada = {
      isNormalUser = true;
      extraGroups = [ "wheel" ];
      openssh.authorizedKeys.keys = [
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN+KfZQMzggNYgd8/no7MG7e9lUtG+JHfKofC3K9qoy8"
      ];
    };
  };
}
