# homes/common. Written by cosmo: change the estate, not this file.
{ config, pkgs, ... }:
{
  home = {
    stateVersion = "25.11";
    packages = [
      pkgs.ripgrep
      pkgs.fd
      pkgs.jq
      pkgs.tree
      pkgs.btop
    ];
    sessionPath = [ "${config.home.homeDirectory}/.config/emacs/bin" ];
  };
  programs = {
    starship.enable = true;
    direnv = {
      enable = true;
      nix-direnv.enable = true;
    };
    git = {
      enable = true;
      settings = {
        user = {
          name = "Patrick";
          email = "patrick@example.com";
        };
        init.defaultBranch = "main";
        pull.rebase = true;
        alias = {
          st = "status";
          co = "checkout";
          br = "branch";
          ci = "commit";
          unstage = "reset HEAD --";
          last = "log -1 HEAD";
        };
      };
    };
    tmux = {
      enable = true;
      terminal = "screen-256color";
      prefix = "C-q";
      keyMode = "emacs";
      mouse = true;
      historyLimit = 100000;
    };
    zsh = {
      enable = true;
      enableCompletion = true;
      autosuggestion.enable = true;
      syntaxHighlighting.enable = true;
      history = {
        size = 10000;
        path = "${config.xdg.dataHome}/zsh/history";
      };
      shellAliases = {
        ll = "ls -l";
        la = "ls -la";
        ".." = "cd ..";
        "..." = "cd ../..";
        g = "git";
        grep = "grep --color=auto";
        hm = "home-manager";
        emacs = "emacs -nw";
        ed = "emacsclient -t";
      };
    };
  };
  services.emacs.enable = true;
}
