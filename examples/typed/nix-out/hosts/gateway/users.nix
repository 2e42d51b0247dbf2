# Who may use the machine (gateway). Written by cosmo: change the estate, not this file.
{
  users = {
    mutableUsers = false;
    users.ada.isNormalUser = true;
  };
}
