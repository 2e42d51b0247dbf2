# homes/server. Written by cosmo: change the estate, not this file.
{
  imports = [ ../common ];
}
