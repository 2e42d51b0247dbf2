# Who may use the machine (macbook). Written by cosmo: change the estate, not this file.
{
  users.users.patrick = {
    home = "/Users/patrick";
    openssh.authorizedKeys.keys = [
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMuu+BWxkD6cFOFSdgcBc2rHb4mCtcDY2hACGgMfEdue patrick@example.com"
    ];
  };
}
