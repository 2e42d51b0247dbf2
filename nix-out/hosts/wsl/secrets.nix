# Secrets (wsl). Written by cosmo: change the estate, not this file.
{
  age.secrets.patrick-password.file = ../../assets/examples/cosmo/secrets/patrick-password.age;
}
