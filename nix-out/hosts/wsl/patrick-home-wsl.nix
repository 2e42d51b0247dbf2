# wsl/patrick/home-wsl. Written by cosmo: change the estate, not this file.
{
  home-manager.users.patrick = {
    imports = [ ../../homes/wsl ];
    programs.zsh = {
      enable = true;
      shellAliases.update = "sudo nixos-rebuild switch --flake .#wsl";
    };
  };
}
