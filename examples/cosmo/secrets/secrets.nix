# Who may decrypt what, for the command agenix. Written by cosmo: change the estate, not this file.
let
  patrick = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMuu+BWxkD6cFOFSdgcBc2rHb4mCtcDY2hACGgMfEdue";
  classic-laddie = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAII75Vi5DLWKtRae2LrjOJdSNXJBiEtu6kNQzEtBy+epy";
  johnny-walker = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMBaGHJzz/wz7PzUwEGCd4ME7lwrlxEzSSxYv8nOh7Gh";
  wsl = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN5Z5GU1u6hHovdlspEzxkMY2WoYELCgbDFxaMT1QLsp";
in
{
  "examples/cosmo/secrets/patrick-password.age".publicKeys = [
    patrick
    classic-laddie
    johnny-walker
    wsl
  ];
  "examples/cosmo/secrets/tailscale-auth-key.age".publicKeys = [
    patrick
    classic-laddie
  ];
}
