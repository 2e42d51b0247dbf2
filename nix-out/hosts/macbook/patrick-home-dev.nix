# macbook/patrick/home-dev. Written by cosmo: change the estate, not this file.
{
  home-manager.users.patrick = {
    imports = [ ../../homes/dev ];
    programs.zsh = {
      enable = true;
      shellAliases.update = "sudo darwin-rebuild switch --flake .#macbook";
    };
  };
}
