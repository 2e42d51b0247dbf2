# classic-laddie/patrick/home-server. Written by cosmo: change the estate, not this file.
{
  home-manager.users.patrick = {
    imports = [ ../../homes/server ];
    programs.zsh = {
      enable = true;
      shellAliases.update = "sudo nixos-rebuild switch --no-write-lock-file --refresh --flake github:example/cosmo#classic-laddie";
    };
  };
}
