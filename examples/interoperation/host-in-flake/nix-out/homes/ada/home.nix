# ada. Written by cosmo: change the estate, not this file.
{
  home.stateVersion = "25.11";
  programs = {
    git.enable = true;
    starship.enable = true;
  };
}
