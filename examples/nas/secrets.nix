# Who may decrypt what, for the command agenix. Written by cosmo: change the estate, not this file.
let
  ada = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN+KfZQMzggNYgd8/no7MG7e9lUtG+JHfKofC3K9qoy8";
  nas = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMYaz90OA3ZOGeeJiVFdGgtgtMy6uQSfTmfid+pESn/B";
in
{
  "secrets/ada-password.age".publicKeys = [
    ada
    nas
  ];
  "secrets/b2-environment.age".publicKeys = [
    ada
    nas
  ];
  "secrets/restic-password.age".publicKeys = [
    ada
    nas
  ];
  "secrets/telegram-token.age".publicKeys = [
    ada
    nas
  ];
}
