# Who may decrypt what, for the command agenix. Written by cosmo: change the estate, not this file.
let
  ada = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN+KfZQMzggNYgd8/no7MG7e9lUtG+JHfKofC3K9qoy8";
  node-1 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAYJ7qJffD9jdNijODs+np8AWtMHXkGL9xzvhlhToWWr";
  node-2 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBWP9IARLdqZWOeI/U0Uqt2cG1KctPGKdB6hz30LcyCY";
  node-3 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMDex6DT1/SzZjmu9MSOD02x/5wlREOWz0Ny9ZR4bAxn";
in
{
  "secrets/k3s-token.age".publicKeys = [
    ada
    node-1
    node-2
    node-3
  ];
}
