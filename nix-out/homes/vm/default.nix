# homes/vm. Written by cosmo: change the estate, not this file.
{
  imports = [ ../dev ];
}
