# classic-laddie/johnny-walker/host/patrick/home-vm. Written by cosmo: change the estate, not this file.
{
  home-manager.users.patrick = {
    imports = [ ../../homes/vm ];
    programs.zsh = {
      enable = true;
      shellAliases.update = "sudo nixos-rebuild switch --flake .#johnny-walker";
    };
  };
}
