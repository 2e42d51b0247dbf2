# ada. Written by cosmo: change the estate, not this file.
{ pkgs, ... }:
{
  home = {
    stateVersion = "25.11";
    sessionVariables.EDITOR = "vim";
    packages = [
      pkgs.ripgrep
      pkgs.fd
    ];
  };
  programs = {
    git = {
      enable = true;
      settings = {
        user = {
          name = "Ada";
          email = "ada@example.org";
        };
        init.defaultBranch = "main";
      };
    };
    zsh = {
      enable = true;
      autocd = true;
      shellAliases.ll = "ls -l";
      history.size = 50000;
    };
  };
}
