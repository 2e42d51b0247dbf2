# What the services of classic-laddie/media have in common. Written by cosmo: change the estate, not this file.
{
  users.groups.media.gid = 2000;
  hardware.graphics.enable = true;
}
