# How sudo asks (macbook). Written by cosmo: change the estate, not this file.
{
  security.pam.services.sudo_local = {
    touchIdAuth = true;
    reattach = true;
  };
}
